/// Asks for the news of a progress page, so that it need not be loaded again and again.
enum ProgressScript {
    static let source: StaticString = """
        "use strict";
        const list = document.querySelector("[data-progress]");
        const show = (lines) => {
          lines.forEach((line, place) => {
            const item = list.children[place] ?? list.appendChild(document.createElement("li"));
            if (item.textContent !== line) item.textContent = line;
          });
          while (list.children.length > lines.length) list.lastElementChild.remove();
        };
        const ask = async () => {
          try {
            const answer = await fetch(list.dataset.progress, { headers: { accept: "application/json" }, cache: "no-store" });
            if (answer.status === 410 || answer.status === 404) return location.reload();
            const news = await answer.json();
            if (news.location) return location.replace(news.location);
            show(news.lines);
          } catch {
            // The site may be back in a moment.
          }
          setTimeout(ask, 700);
        };
        if (list) setTimeout(ask, 300);

        """
}
