// What an inbox shows first is asked for while the desk's own parts come.
(() => {
  // A search or a filter asks for something else, and so do other pages.
  if (location.search !== '' || !/^\/(chats\/\d+)?$/.test(location.pathname)) return;
  const ask = (href) => {
    const link = Object.assign(document.createElement('link'), { rel: 'preload', as: 'fetch', href });
    link.crossOrigin = 'anonymous';
    document.head.append(link);
  };
  const askForChats = () => {
    ask('/api/chats/sections');
    for (const name of ['mine', 'unassigned']) ask(`/api/chats/sections/${name}?pageSize=30`);
  };
  // Only then: the stream begins where the session was read, and nothing falls between the two.
  const session = document.querySelector('link[href="/api/session"]');
  const [known] = performance.getEntriesByName(session.href);
  if (known?.responseStatus === 200) askForChats();
  else session.addEventListener('load', askForChats);
})();
