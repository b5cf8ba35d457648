import { Locator, Page } from "@playwright/test";
import { expect, test } from "../../fixtures/app";
import { SCREENS, VILLAGE, expectScreen } from "../../pages/deposit";

/** Presses Tab until the focus is there, as somebody without a mouse does; never a trap. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`the focus never came to ${target}`);
}

test("the screens are filled with the keyboard alone", async ({ page, mode }) => {
  await page.goto("/projets/nouveau");
  await tabTo(page, page.getByRole("button", { name: "Commencer" }));
  await page.keyboard.press("Enter");
  await expectScreen(page, SCREENS.what);

  await tabTo(page, page.locator("#champ-titre"));
  await page.keyboard.type("Remettre le cadran solaire en place");
  await tabTo(page, page.locator("#champ-resume"));
  await page.keyboard.type("Le cadran de la mairie est tombé.");
  await tabTo(page, page.locator("#champ-theme_principal"));
  await page.keyboard.type("Patri");
  await tabTo(page, page.getByRole("button", { name: "Continuer" }));
  await expectRing(page);
  await page.keyboard.press("Enter");
  await expectScreen(page, SCREENS.where);

  await tabTo(page, page.locator("#champ-commune_cherchee"));
  if (mode === "wasm") await expect(page.getByRole("combobox")).toBeVisible();
  await page.keyboard.type("blaison");
  if (mode === "wasm") await expect(page.getByRole("option").first()).toContainText(VILLAGE.name);
  // In a list it chooses; without one it searches, and ticks the only commune that is meant.
  await page.keyboard.press("Enter");
  if (mode !== "wasm") await expect(page.getByRole("checkbox", { name: VILLAGE.name })).toBeChecked();
  await tabTo(page, page.getByRole("button", { name: "Continuer" }));
  await page.keyboard.press("Enter");
  await expectScreen(page, SCREENS.who);

  await tabTo(page, page.getByRole("radio").first());
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("radio").first()).toBeChecked();
});

/** The focus is seen: three pixels around what has it. */
async function expectRing(page: Page): Promise<void> {
  const ring = await page.evaluate(() => {
    const style = getComputedStyle(document.activeElement ?? document.body);
    return [style.outlineStyle, style.outlineWidth];
  });
  expect(ring).toEqual(["solid", "3px"]);
}
