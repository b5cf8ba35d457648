import { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/app";
import { checkReflow } from "../../fixtures/page-check";
import { signInAs } from "../../pages/demo";
import { deposited, draftReady } from "../../pages/deposit";

const SCREENS = ["quoi", "ou", "qui", "avancement", "besoins", "relire"];

/** At 320 px, and with text twice as large on the screen one has. */
async function strained(page: Page, address: string): Promise<void> {
  const usual = page.viewportSize() ?? { width: 360, height: 740 };
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(address);
  await checkReflow(page);
  await page.setViewportSize(usual);
  await page.locator("html").evaluate((html) => html.style.setProperty("font-size", "200%"));
  await checkReflow(page);
  await clipped(page);
}

/** No word is cut off: nothing hides what does not fit in it. */
async function clipped(page: Page): Promise<void> {
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll("main *")]
      .filter((element) => {
        const style = getComputedStyle(element);
        // What is typed in a field moves under its caret.
        const aside = ".visually-hidden, .visually-hidden *, input, select, textarea";
        const hides = /hidden|clip/.test(style.overflowX) && !element.matches(aside);
        return hides && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1;
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  expect(cut, `cut off on ${page.url()}`).toEqual([]);
}

test("the deposit fits a small screen and large text", async ({ page }) => {
  await strained(page, "/");
  await strained(page, "/projets/nouveau");
  await signInAs(page, "mairie");
  const draft = await draftReady(page, "Construire une passerelle intergénérationnelle au-dessus du ruisseau");
  for (const screen of SCREENS) await strained(page, `${draft}/${screen}`);
});

test("the State's pages fit a small screen and large text", async ({ page }) => {
  await signInAs(page, "mairie");
  const sheet = await deposited(page, "Réaménager l'anticonstitutionnellement-vaste esplanade");
  await strained(page, sheet);
  await signInAs(page, "ddt");
  for (const address of ["/territoire", "/territoire/projets", "/territoire/binome", sheet, `${sheet}/reorientation`, "/notifications"]) {
    await strained(page, address);
  }
});
