// What plain HTML cannot: copying to the clipboard, and filters that apply at once. Without this script the fields can be
// selected by hand, and filters have a button.

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) {
    return;
  }
  const field = document.getElementById(button.dataset.copy);
  const text = field.value === undefined ? field.textContent : field.value;
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    selectAll(field);
    button.textContent = "Press Ctrl+C";
  }
  setTimeout(() => { button.textContent = label; }, 2000);
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-select]")) {
    selectAll(event.target);
  }
});

function selectAll(field) {
  if (field.select) {
    field.select();
  } else {
    getSelection().selectAllChildren(field);
  }
}

document.querySelectorAll("form.at-once").forEach((form) => {
  form.classList.add("live");
  form.addEventListener("change", (event) => {
    const days = form.querySelector("[name=days]");
    if (event.target === days && days.value === "custom") {
      return;
    }
    if (!event.target.matches("[type=date]")) {
      form.requestSubmit();
    }
  });
});
