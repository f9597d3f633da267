import { Stack, Textarea, Title } from "@mantine/core";
import type { Draft } from "../draft/draft";
import type { Field, Remark } from "../form/content";
import { placeOf } from "../review/cellRemarks";
import { fieldLabelOf } from "../review/fieldLabel";

type Props = {
  remarks: readonly Remark[];
  form: readonly Field[];
  replies: Draft["replies"];
  said?: string;
  /** To the cell that a remark speaks of. */
  onGo: (place: string) => void;
  onChange: (replies: Draft["replies"]) => void;
};

/** What was remarked, each with its answer. */
export function RemarksThread({ remarks, form, replies, said, onGo, onChange }: Props) {
  function reply(remark: string, text: string) {
    onChange([...replies.filter((other) => other.remark !== remark), { remark, text }]);
  }

  return (
    <section id="replies" tabIndex={-1} aria-labelledby="observaciones">
      <Title order={2} size="h3" id="observaciones" mb="sm">
        Observaciones por responder
      </Title>
      {said && <p className="form__said">{said}</p>}
      <Stack gap="md">
        {remarks.map((remark, i) => (
          <div key={remark.id ?? i} className="task__remark">
            <p className="task__text">
              <strong>
                Observación {i + 1}
                {remark.field && ` sobre «${fieldLabelOf(form, remark.field)}»`}
                {remark.from && ` (${remark.from})`}:
              </strong>{" "}
              {remark.text}{" "}
              {placeOf(form, remark) && (
                <button type="button" className="link-button" onClick={() => onGo(placeOf(form, remark)!)}>
                  Ir a la celda
                </button>
              )}
            </p>
            {remark.id && (
              <Textarea
                label={`Tu respuesta a la observación ${i + 1}`}
                withAsterisk
                description="Di qué cambiaste, o por qué no."
                autosize
                minRows={2}
                value={replies.find((one) => one.remark === remark.id)?.text ?? ""}
                onChange={(event) => reply(remark.id!, event.currentTarget.value)}
              />
            )}
          </div>
        ))}
      </Stack>
    </section>
  );
}
