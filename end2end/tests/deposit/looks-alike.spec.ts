import { expect, test } from "../../fixtures/app";
import { signInAs } from "../../pages/demo";
import * as deposit from "../../pages/deposit";
import { expectScreen } from "../../pages/deposit";

test("a project that looks like another is shown before it is sent", async ({ page, check }) => {
  const title = "Restaurer le four à pain communal";
  await signInAs(page, "mairie");
  const first = await deposit.deposited(page, title);
  const draft = await deposit.draftReady(page, "Restauration du four à pain");
  await page.goto(`${draft}/relire`);
  const alike = page.locator(".deposit-likeness");
  await expect(alike).toContainText("Ce projet ressemble à un projet déjà déposé");
  await expect(alike.getByRole("heading", { name: title })).toBeVisible();
  await check(page);

  await alike.getByRole("link", { name: "C'est le même" }).first().click();
  await expect(page).toHaveURL(new RegExp(`${first}$`));
  await page.goBack();
  await page.getByRole("button", { name: "C'est un autre : déposer le projet" }).click();
  await expectScreen(page, "Restauration du four à pain");
});

test("what others may not see is not shown as alike", async ({ page, otherPage }) => {
  await signInAs(page, "mairie");
  await deposit.deposited(page, "Planter un verger partagé");
  const expert = await otherPage();
  await signInAs(expert, "expert");
  const draft = await deposit.draftReady(expert, "Planter un verger partagé");
  await expert.goto(`${draft}/relire`);
  await expectScreen(expert, "Relire et déposer");
  await expect(expert.locator(".deposit-likeness")).toHaveCount(0);
});
