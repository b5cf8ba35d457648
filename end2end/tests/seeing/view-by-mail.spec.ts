import { expect, test } from "../../fixtures/app";
import { expectDone, signInAs } from "../../pages/demo";

const NAME = "Les écoles à suivre par e-mail";

test("a board is filtered, kept as a view, sent by mail, and sent no more", async ({ page, check }) => {
  await signInAs(page, "ddt");
  await page.goto("/territoire/tableau?q=ecole");
  await page.getByRole("link", { name: "Garder cette vue" }).click();
  await page.getByRole("textbox", { name: "Nom de la vue" }).fill(NAME);
  await page.getByRole("button", { name: "Garder cette vue" }).click();
  await expectDone(page, "vue");

  await page.goto("/territoire/vues");
  await page.getByRole("link", { name: `Recevoir par e-mail ${NAME}` }).click();
  await check(page);
  await expect(page.getByRole("radio", { name: "Jamais" })).toBeChecked();
  await page.getByRole("radio", { name: "Chaque semaine, le lundi" }).check();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expectDone(page, "Cette vue vous sera envoyée quand elle change.");

  await page.getByRole("link", { name: `Recevoir par e-mail ${NAME}` }).click();
  await expect(page.getByRole("radio", { name: "Chaque semaine, le lundi" })).toBeChecked();
  await page.getByRole("radio", { name: "Jamais" }).check();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expectDone(page, "Cette vue ne vous est plus envoyée.");
});
