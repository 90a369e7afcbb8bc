/// What little script there is: it improves what works without it.
enum SiteScript {
    static let source: StaticString = """
        "use strict";
        (() => {
        const all = (selector) => [...document.querySelectorAll(selector)];
        const keys = document.getElementById("keys");
        const choice = document.getElementById("use-keys");
        const store = (value) => { try { localStorage.setItem("keys", value); } catch { } };
        const stored = () => { try { return localStorage.getItem("keys"); } catch { return null; } };

        const reveal = () => {
          let name = location.hash.slice(1);
          if (!name) return;
          let post = document.getElementById(name);
          if (!post) try { post = document.getElementById(decodeURIComponent(name)); } catch { return; }
          for (let fold = post && post.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) fold.open = true;
          if (post) post.scrollIntoView();
        };
        addEventListener("hashchange", reveal);
        if (location.hash && document.querySelector("details " + "[id]")) reveal();

        const posts = () => all("main .body > .post");
        const go = (step) => {
          const list = posts();
          if (!list.length) return;
          const held = document.activeElement && document.activeElement.closest(".body > .post");
          let at = list.indexOf(held);
          if (at < 0) {
            at = list.findIndex((post) => post.getBoundingClientRect().bottom > 40);
            if (at < 0) at = list.length;
            if (list[at] && step > 0 && list[at].getBoundingClientRect().top > 40) at -= 1;
          }
          const next = list[Math.max(0, Math.min(list.length - 1, at + step))];
          const target = next.querySelector(".number") || next;
          if (target === next) next.tabIndex = -1;
          target.focus({ preventScroll: true });
          next.scrollIntoView({ block: "start" });
        };

        if (keys && keys.showModal) {
          choice.checked = stored() !== "off";
          choice.addEventListener("change", () => store(choice.checked ? "on" : "off"));
          const opener = document.getElementById("show-keys");
          opener.hidden = false;
          opener.addEventListener("click", () => keys.showModal());
          addEventListener("keydown", (event) => {
            if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || keys.open || !choice.checked) return;
            if (event.target.closest && event.target.closest("input, textarea, select, [contenteditable]")) return;
            const act = {
              j: () => go(1), k: () => go(-1), "?": () => keys.showModal(),
              "/": () => document.querySelector(".bar .link input")?.focus(),
            }[event.key];
            if (!act) return;
            event.preventDefault();
            act();
          });
        }

        for (const button of all("button[data-copy]")) {
          if (!navigator.clipboard) break;
          button.hidden = false;
          const label = button.textContent;
          button.addEventListener("click", async () => {
            try { await navigator.clipboard.writeText(new URL(button.dataset.copy, location.href).href); } catch { return; }
            button.textContent = button.dataset.done;
            setTimeout(() => { button.textContent = label; }, 2000);
          });
        }
        for (const button of all("button[data-share]")) {
          if (!navigator.share) break;
          button.hidden = false;
          button.addEventListener("click", () => {
            navigator.share({ title: document.title, url: new URL(button.dataset.share, location.href).href }).catch(() => {});
          });
        }
        })();
        """
}
