// Everything works without this; it only closes what was opened and leads the key / to the search.
const open = () => document.querySelectorAll("details.pick[open]");

document.addEventListener("click", (event) => {
  for (const details of open()) {
    if (!details.contains(event.target)) details.open = false;
  }
});

const typing = (target) => target.closest("input, select, textarea, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
    event.preventDefault();
    const field = document.querySelector("#find");
    field?.focus();
    field?.select();
  }
  if (event.key !== "Escape") return;
  for (const details of open()) {
    details.open = false;
    details.querySelector("summary").focus();
  }
});

// Lists: progress is entered in the row, without leaving the list. Everything below sends the very forms of the page.
const main = () => document.querySelector("main");
const entryButtons = () => [...document.querySelectorAll("button[form=enter]")];

const tell = (form, sentence) => {
  const said = form.querySelector(":scope > .problem") ?? form.insertBefore(Object.assign(document.createElement("p"), { className: "problem" }), form.firstChild);
  said.setAttribute("role", "alert");
  said.textContent = sentence;
};

const closeEntry = () => {
  const entry = document.querySelector("tr.entry");
  const button = entry?.previousElementSibling?.querySelector("button[form=enter]");
  entry?.remove();
  button?.focus();
};

const openEntry = async (button) => {
  const row = button.closest("tr");
  if (row.nextElementSibling?.classList.contains("entry")) return closeEntry();
  const list = new URL(button.form.action);
  const answer = await fetch(`${list.pathname}/${button.value}/ghi?${new URLSearchParams(new FormData(button.form))}`, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) throw new Error(answer.status);
  const fragment = new DOMParser().parseFromString(await answer.text(), "text/html");
  const entry = fragment.querySelector("tr.entry");
  document.querySelector("tr.entry")?.remove();
  entry.firstElementChild.colSpan = row.cells.length;
  row.after(entry);
  entry.querySelector("select, input:not([type=hidden])").focus();
};

// The page that answers takes the place of this one's work; where the reader stood, he stands again.
const show = (html, next) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const [top, left] = [window.scrollY, document.querySelector(".plain-scroll")?.scrollLeft ?? 0];
  main().replaceWith(document.adoptNode(page.querySelector("main")));
  document.querySelector(".places")?.replaceWith(document.adoptNode(page.querySelector(".places")));
  window.scrollTo(0, top);
  document.querySelector(".plain-scroll")?.scrollTo(left, 0);
  const wrong = document.querySelector(".entry [aria-invalid], .entry select, .several [aria-invalid], .several .problem");
  (wrong ?? (next && document.getElementById(next)?.querySelector("button[form=enter]")) ?? entryButtons()[0])?.focus({ preventScroll: !wrong });
  ticked();
};

const send = async (form) => {
  const rows = entryButtons().map((button) => button.closest("tr").id);
  const at = rows.indexOf(form.closest("tr.entry")?.previousElementSibling?.id);
  const buttons = form.querySelectorAll("button");
  buttons.forEach((button) => { button.disabled = true; });
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "text/html" } });
    const html = await answer.text();
    // Whoever has to sign in again does so on a page of its own, which keeps what was typed.
    if (answer.status === 401 || answer.status >= 500 || !html.includes("class=\"places\"")) {
      typedInto.delete(form);
      return form.submit();
    }
    typedInto.delete(form);
    show(html, rows[at + 1]);
  } catch {
    tell(form, "Chưa ghi được vì mất kết nối với máy chủ. Nội dung vẫn còn; hãy bấm “Ghi” lại.");
  } finally {
    buttons.forEach((button) => { button.disabled = false; });
    form.removeAttribute("aria-busy");
  }
};

const ticked = () => {
  const count = document.querySelectorAll("input[form=nhieu]:checked").length;
  document.querySelector(".several")?.classList.toggle("waiting", count === 0);
  const said = document.querySelector("[data-ticked]");
  if (said && count > 0) said.textContent = `${count} dòng đã chọn`;
};
ticked();

document.addEventListener("change", (event) => {
  if (event.target.matches("input[form=nhieu]")) ticked();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close-entry]")) {
    event.preventDefault();
    closeEntry();
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.id === "enter" && event.submitter) {
    event.preventDefault();
    // What can't be opened here is opened by a page of its own.
    openEntry(event.submitter).catch(() => { window.location = `${form.action}?${new URLSearchParams(new FormData(form, event.submitter))}`; });
  } else if (form.matches("tr.entry form, .several form")) {
    event.preventDefault();
    send(form);
  }
});

// Up and down lead from row to row, Escape closes what is being entered.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest("tr.entry")) return closeEntry();
  if (!["ArrowDown", "ArrowUp"].includes(event.key) || !event.target.matches("button[form=enter], input[form=nhieu]")) return;
  event.preventDefault();
  const column = [...document.querySelectorAll(event.target.matches("button") ? "button[form=enter]" : "input[form=nhieu]")];
  column[column.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
});

// Rows to fill in: cells copied from a worksheet are pasted into as many fields, and rows are added as they are needed.
const moreRows = (sheet, needed) => {
  const body = sheet.tBodies[0];
  while (body.rows.length < needed) {
    const row = body.rows[body.rows.length - 1].cloneNode(true);
    const n = body.rows.length;
    row.querySelector("th").textContent = n + 1;
    row.querySelectorAll(".complaint").forEach((said) => said.remove());
    for (const field of row.querySelectorAll("input, textarea")) {
      field.name = field.name.replace(/\.\d+$/, `.${n}`);
      field.setAttribute("aria-label", field.getAttribute("aria-label").replace(/\d+$/, n + 1));
      field.removeAttribute("aria-invalid");
      if (field.type === "checkbox") field.checked = false;
      else field.value = "";
    }
    body.append(row);
  }
};

// A cell that holds a line break or a quote comes in quotes, as Excel copies it.
const cellsOf = (text) => {
  const rows = [[""]];
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const row = rows[rows.length - 1];
    const c = text[i];
    if (quoted) {
      if (c === "\"" && text[i + 1] === "\"") row[row.length - 1] += text[i++];
      else if (c === "\"") quoted = false;
      else row[row.length - 1] += c;
    } else if (c === "\"" && row[row.length - 1] === "") quoted = true;
    else if (c === "\t") row.push("");
    else if (c === "\n") rows.push([""]);
    else if (c !== "\r") row[row.length - 1] += c;
  }
  return rows.filter((row, i) => i < rows.length - 1 || row.length > 1 || row[0] !== "");
};

document.addEventListener("paste", (event) => {
  const sheet = event.target.closest("table.sheet");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!sheet || !/[\t\n]/.test(text.trimEnd())) return;
  event.preventDefault();
  const rows = cellsOf(text);
  const [first, column] = [event.target.closest("tr").sectionRowIndex, event.target.closest("td").cellIndex];
  moreRows(sheet, first + rows.length);
  rows.forEach((row, r) => row.forEach((value, c) => {
    const field = sheet.tBodies[0].rows[first + r].cells[column + c]?.querySelector("input, textarea");
    if (field?.type === "checkbox") field.checked = value.trim() !== "";
    else if (field) field.value = value.trim();
  }));
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-more-rows]")) return;
  event.preventDefault();
  const sheet = document.querySelector("table.sheet");
  moreRows(sheet, sheet.tBodies[0].rows.length + 20);
});

// Nothing typed gets lost by leaving the page unawares.
const typedInto = new Set();
document.addEventListener("input", (event) => { if (event.target.form?.method === "post") typedInto.add(event.target.form); });
document.addEventListener("submit", (event) => { typedInto.delete(event.target); });

// A second click while the first is on its way sends nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => { delete form.dataset.sent; }, 5000);
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; }));

// A file that is too large is said before it is sent, while everything typed is still there.
document.addEventListener("change", (event) => {
  const file = event.target.matches("input[type=file]") && event.target.files[0];
  const largest = Number(event.target.dataset.largest);
  if (file !== false) event.target.setCustomValidity(file?.size > largest ? `Tệp này quá ${Math.floor(largest / 1048576)} MB. Hãy nén hoặc tách tệp.` : "");
});
// Also by a button that otherwise sends unchecked.
document.addEventListener("click", (event) => {
  const file = event.target.closest("button[formnovalidate]")?.form?.querySelector("input[type=file]");
  if (file && !file.reportValidity()) event.preventDefault();
});
window.addEventListener("beforeunload", (event) => {
  if ([...typedInto].some((form) => form.isConnected)) event.preventDefault();
});
