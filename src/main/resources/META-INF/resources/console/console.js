// What plain HTML cannot: copying to the clipboard. Without this script the fields can be selected by hand.

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
