// Sending a file with its progress. The form works without this; what answers it takes the place of the page.
const form = document.querySelector("form[data-form=upload]");

const tell = (sentence) => {
  const said = form.querySelector(":scope > .problem") ?? form.insertBefore(Object.assign(document.createElement("p"), { className: "problem" }), form.firstChild);
  said.setAttribute("role", "alert");
  said.textContent = sentence;
};

const megabytes = (bytes) => (bytes / 1048576).toLocaleString("vi-VN", { maximumFractionDigits: 1 });

form?.addEventListener("submit", (event) => {
  if (!form.querySelector("input[type=file]")?.files[0]) return;
  event.preventDefault();

  const [line, bar, words] = ["p", "progress", "span"].map((name) => document.createElement(name));
  line.className = "progress small";
  words.setAttribute("role", "status");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", "Tải tệp lên");
  words.textContent = "Đang tải lên…";
  line.append(bar, words);
  const button = form.querySelector("button");
  button.disabled = true;
  button.after(line);
  const stop = (sentence) => {
    line.remove();
    button.disabled = false;
    tell(sentence);
  };

  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.value = total ? (100 * loaded) / total : 0;
    words.textContent = loaded < total ? `Đã tải lên ${megabytes(loaded)} trong ${megabytes(total)} MB` : "Đã tải lên; đang đọc tệp…";
  });
  request.upload.addEventListener("load", () => {
    bar.removeAttribute("value");
    words.textContent = "Đã tải lên; đang đọc tệp…";
  });
  request.addEventListener("load", () => {
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const main = page.querySelector("main");
    if (!main) return stop("Máy chủ chưa trả lời được. Hãy thử lại sau ít phút.");
    const moved = request.responseURL && new URL(request.responseURL).pathname !== window.location.pathname;
    if (moved) window.history.pushState(null, "", request.responseURL);
    document.title = page.title;
    document.querySelector("main").replaceWith(document.adoptNode(main));
    document.querySelector("main").focus();
    window.scrollTo(0, 0);
  });
  request.addEventListener("error", () => stop("Chưa tải lên được vì mất kết nối với máy chủ. Hãy thử lại."));
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "text/html");
  request.send(new FormData(form));
});

window.addEventListener("popstate", () => window.location.reload());
