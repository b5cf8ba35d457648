import { expect } from "../../fixtures/app";
import { test } from "../../fixtures/moved-clock";
import { askFor, codeFor, expectOver, linkFor, typeCode } from "../../pages/sign-in";

test("after ten minutes neither code nor link works, and a new one does", { tag: "@clock" }, async ({ page, clock, check }) => {
  const email = "maire@bourg.example";
  await askFor(page, email);
  const [code, link] = [await codeFor(page, email), await linkFor(page, email)];
  clock.moveBy(9);
  expect((await page.goto(link))?.status(), "after nine minutes").toBe(200);
  clock.moveBy(11);
  expect((await page.goto(link))?.status(), "after eleven minutes").toBe(410);
  await expectOver(page);
  await check(page);
  await page.goto("/connexion/code");
  await expectOver(page);

  clock.moveBy(9);
  await page.goto("/connexion/code");
  clock.moveBy(11);
  await typeCode(page, code);
  await expectOver(page);
  await page.getByRole("link", { name: "Recevoir un nouveau lien" }).click();
  const again = "adjoint@bourg.example";
  await askFor(page, again, page.url());
  await typeCode(page, await codeFor(page, again));
  await expect(page).toHaveURL(/\/projets$/);
});
