import { expect, test } from "../../fixtures/app";
import { expectDone, expectRefused, signInAs } from "../../pages/demo";

test("the préfecture gives an arrondissement to a colleague, and takes it back", async ({ page, otherPage, check }) => {
  await signInAs(page, "prefecture");
  await page.goto("/territoire/binome");
  await page.getByText("Confier un arrondissement").click();
  const form = page.locator('form[action="/territoire/binome/arrondissement"]');
  await form.getByRole("combobox", { name: "Arrondissement" }).selectOption({ label: "Cholet" });
  await form.getByRole("button", { name: "Confier ce siège" }).click();
  await expectRefused(page, /Adresse e-mail/);
  await check(page);
  await expect(form.getByRole("combobox", { name: "Arrondissement" })).toHaveValue("492");
  await form.getByRole("textbox", { name: "Adresse e-mail de votre collègue" }).fill("sophie.lebrun@ddt-49.example");
  await form.getByRole("button", { name: "Confier ce siège" }).click();
  await expectDone(page, "Le siège est confié : la personne est prévenue par e-mail.");
  await expect(page.getByRole("heading", { name: "Sous-préfecture de Cholet" })).toBeVisible();
  await check(page);
  await page.goto("/territoire");
  await expect(page.getByText(/répond pour l'arrondissement de Cholet/)).toBeVisible();
  await check(page);

  const colleague = await otherPage();
  await signInAs(colleague, "agent");
  await colleague.goto("/territoire");
  await expect(colleague.getByText("Sous-préfecture de Cholet", { exact: true })).toBeVisible();
  await check(colleague);

  await page.goto("/territoire/binome");
  await page.getByText(/^Retirer Sophie Lebrun de ce siège/).click();
  await page.getByRole("button", { name: "Retirer ce titulaire" }).click();
  await expectDone(page, "Cette personne ne tient plus ce siège.");
  await expect(page.getByText("Les deux sièges du département répondent de tous ses arrondissements.")).toBeVisible();
});
