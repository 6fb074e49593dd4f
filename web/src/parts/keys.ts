// What a drawn thing with role="button" does on a key: as a button does, on Enter and on Space.
export function pressed(act: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault(); // Space would scroll the page
    act();
  };
}
