// Texts fainter on their ground than WCAG 1.4.3 asks (4.5 : 1), among those that Axe leaves to a person: texts that
// something lies over, and the words of a chart outside its marks.
(selectors) => {
  const parsed = (colour) => {
    const [r, g, b, a = 1] = (colour.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number)
    return { rgb: [r, g, b], a }
  }
  const over = (front, share, back) => front.map((part, n) => part * share + back[n] * (1 - share))
  const linear = (part) => (part <= 0.04045 * 255 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4)
  const luminance = (rgb) => rgb.map(linear).reduce((sum, part, n) => sum + part * [0.2126, 0.7152, 0.0722][n], 0)
  const ground = (element) => {
    if (!element) return [255, 255, 255]
    const { rgb, a } = parsed(getComputedStyle(element).backgroundColor)
    return a === 1 ? rgb : over(rgb, a, ground(element.parentElement))
  }
  const opacity = (element) => (element ? getComputedStyle(element).opacity * opacity(element.parentElement) : 1)
  const ratio = (element) => {
    const style = getComputedStyle(element)
    const back = ground(element)
    const { rgb, a } = parsed(element.namespaceURI.endsWith("svg") ? style.fill : style.color)
    const [low, high] = [over(rgb, a * opacity(element), back), back].map(luminance).sort((x, y) => x - y)
    return (high + 0.05) / (low + 0.05)
  }
  const around = [".role-axis text", ".role-legend text", ".role-title text"].join()
  const left = selectors.flatMap((selector) => [...document.querySelectorAll(selector)])
  const charted = [...document.querySelectorAll(around)]
  const html = left.filter((element) => !element.namespaceURI.endsWith("svg"))
  return [...html, ...charted]
    .filter((element) => element.textContent.trim() && element.getClientRects().length && opacity(element) > 0)
    .filter((element) => ratio(element) < 4.5)
    .map((element) => `${element.textContent.trim().slice(0, 60)} (${ratio(element).toFixed(2)} : 1)`)
}
