"""The app: page set-up and navigation, nothing else."""

import streamlit as st

from pvsilver.screens import site

st.set_page_config(page_title="pvsilver", page_icon=site.ICON, layout="wide", initial_sidebar_state="auto")
site.navigate()
