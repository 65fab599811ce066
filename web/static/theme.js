// Runs before the first paint, so that a dark desk never flashes white.
(() => {
  const chosen = localStorage.getItem('rozmova:theme');
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
