const fresh = new Freshness(element.closest("#about"));
watch("value", () => fresh.answered(element.querySelector("[data-asked]")?.dataset.asked));
