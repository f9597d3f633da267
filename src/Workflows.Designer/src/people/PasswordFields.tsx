import { List, PasswordInput, Stack } from "@mantine/core";

type Props = { rules: string[]; password: string; again: string; onPassword: (text: string) => void; onAgain: (text: string) => void; problem?: string };

const toggle = { "aria-label": "Mostrar u ocultar la clave" };

/** A new password, twice, with what it has to be said before. */
export function PasswordFields({ rules, password, again, onPassword, onAgain, problem }: Props) {
  return (
    <Stack>
      <List size="sm">
        {rules.map((rule) => (
          <List.Item key={rule}>{rule}</List.Item>
        ))}
      </List>
      <PasswordInput
        label="Clave nueva" autoComplete="new-password" required minLength={12} value={password} error={problem} visibilityToggleButtonProps={toggle}
        onChange={(event) => onPassword(event.currentTarget.value)}
      />
      <PasswordInput
        label="Repite la clave nueva" autoComplete="new-password" required value={again} visibilityToggleButtonProps={toggle}
        error={again !== "" && again !== password ? "No es igual a la anterior." : undefined}
        onChange={(event) => onAgain(event.currentTarget.value)}
      />
    </Stack>
  );
}
