// A phone's keyboard covers a part of the page. Some browsers shrink the page then, others only what
// is seen of it: the style finds in --seen how high that is, and in --covered what is below it.

/** @param onChange told when there is more or less room */
export function watchKeyboard(onChange) {
  const measure = () => {
    const view = window.visualViewport;
    const style = document.documentElement.style;
    // Zoomed by two fingers it is small as well, but then the page is to stay as it is.
    const seen = view ? Math.round(view.height * view.scale) : window.innerHeight;
    const covered = view?.scale === 1
      ? Math.max(0, Math.round(window.innerHeight - view.height - view.offsetTop)) : 0;
    style.setProperty('--seen', `${seen}px`);
    style.setProperty('--covered', `${covered}px`);
    onChange();
  };
  measure();
  window.addEventListener('resize', measure);
  window.visualViewport?.addEventListener('resize', measure);
  window.visualViewport?.addEventListener('scroll', measure);
}
