import { Button, Group, List, TextInput, Title } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { hourOf } from "../ui/dates";
import type { Fact, Session } from "./record";

type Props = { session: Session; act?: (facts: readonly Fact[]) => void };

/** Who attends without a seat: they have a voice, no vote, and never count. */
export function Guests({ session, act }: Props) {
  const [name, setName] = useState("");
  const [post, setPost] = useState("");
  const inside = new Set(session.guests.filter((guest) => !guest.to).map((guest) => guest.name));
  const expected = session.expectedGuests.filter((guest) => !session.guests.some((stay) => stay.name === guest));
  if (!act && session.guests.length === 0) return null;

  function submit(event: FormEvent) {
    event.preventDefault();
    act?.([{ kind: "Enter", guest: name.trim(), ...(post.trim() && { guestPost: post.trim() }) }]);
    setName("");
    setPost("");
  }

  return (
    <section aria-labelledby="invitados">
      <Title order={3} size="h4" id="invitados" mb="xs">
        Personas invitadas
      </Title>
      {session.guests.length === 0 && <p>Nadie todavía. Tienen voz y no cuentan para el quórum.</p>}
      <List>
        {session.guests.map((guest) => (
          <List.Item key={`${guest.name} ${guest.from}`}>
            {guest.name}
            {guest.post && `, ${guest.post}`}: desde las {hourOf(guest.from)}
            {guest.to && ` hasta las ${hourOf(guest.to)}`}{" "}
            {act && !guest.to && (
              <Button size="compact-md" variant="default" aria-label={`Sale: ${guest.name}`} onClick={() => act([{ kind: "Leave", guest: guest.name }])}>
                Sale
              </Button>
            )}
          </List.Item>
        ))}
      </List>
      {act && (
        <form onSubmit={submit}>
          <Group align="end" mt="sm">
            {expected.map((guest) => (
              <Button key={guest} size="compact-md" variant="default" onClick={() => act([{ kind: "Enter", guest }])}>
                Entra {guest}
              </Button>
            ))}
            <TextInput label="Nombre de la persona invitada" maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} />
            <TextInput label="Cargo o institución" maxLength={200} value={post} onChange={(event) => setPost(event.currentTarget.value)} />
            <Button type="submit" variant="default" disabled={name.trim() === "" || inside.has(name.trim())}>
              Entra
            </Button>
          </Group>
        </form>
      )}
    </section>
  );
}
