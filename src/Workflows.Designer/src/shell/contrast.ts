const key = "workflows.contrast";
const asked = () => window.matchMedia("(prefers-contrast: more)").matches;

/** Whether the person reads in high contrast: what they chose on this machine, or else what their system asks for. */
export function hasMoreContrast(): boolean {
  const chosen = localStorage.getItem(key);
  return chosen ? chosen === "more" : asked();
}

/** Puts on the page what counts, from the first paint on. */
export function applyContrast() {
  if (hasMoreContrast()) document.documentElement.dataset.contrast = "more";
  else delete document.documentElement.dataset.contrast;
}

/** Keeps a choice, and forgets it where it is what the system asks for anyway. */
export function chooseContrast(more: boolean) {
  if (more === asked()) localStorage.removeItem(key);
  else localStorage.setItem(key, more ? "more" : "usual");
  applyContrast();
}
