/** A part of the page. */
export function element<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (found instanceof type) return found;
  throw new Error(`the page has no ${id}`);
}

/** Puts a text into a part of the page. */
export const say = (id: string, text: string): void => {
  const told = element(id, HTMLElement);
  if (told.textContent !== text) told.textContent = text;
};

/** What the controls say. */
export function controls() {
  const [slider, wave] = [element('input', HTMLInputElement), element('wave', HTMLInputElement)];
  const [speed, pause] = [element('speed', HTMLSelectElement), element('pause', HTMLButtonElement)];
  let paused = false;
  pause.addEventListener('click', () => {
    paused = !paused;
    pause.textContent = paused ? 'Go on' : 'Pause';
  });
  slider.addEventListener('input', () => {
    wave.checked = false;
  });
  return {
    speed: () => (paused ? 0 : Number(speed.value)),
    /** The input at a time, s: a sine of one turn in two seconds, or what the slider says. */
    input(time: number): number {
      if (!wave.checked) return Number(slider.value);
      return Math.sin(Math.PI * time);
    },
    follow(value: number): void {
      if (wave.checked) slider.value = String(value);
    },
  };
}
