import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answerOf, api, type Api } from "../../api/client";
import { Answer } from "../../ui/Answer";
import { Letter } from "../../ui/Letter";
import { labelOf, type Activity } from "../draft/document";
import { textOfFormula } from "../inputs/blanks";
import { inWords, type Fact } from "../inputs/facts";
import { read, type InputState } from "../inputs/inputs";
import { Disclosure } from "./Disclosure";
import { rootsOf } from "./rootsOf";

type Props = { activity: Activity; facts: readonly Fact[] };

/** The mail of a step as people would read it, with the facts of the process between brackets. */
export function NoticePreview({ activity, facts }: Props) {
  return (
    <Disclosure className="step-panel__more" summary="Cómo se leería el correo">
      {() => <Preview activity={activity} facts={facts} />}
    </Disclosure>
  );
}

function Preview({ activity, facts }: Props) {
  const roots = rootsOf(facts);
  const words = (input: string) => wordsOf(read(activity, input, "text"), roots, facts);
  const names = read(activity, "names", "list");
  const template = read(activity, "template", "template");
  const [asked] = useDebouncedValue(
    JSON.stringify({
      template: template.kind === "value" ? template.value : null, subject: words("subject") || labelOf(activity), message: words("message"),
      facts: names.kind === "value" ? names.value : [],
    }),
    300,
  );
  const mail = useQuery({
    queryKey: ["notice-preview", asked],
    queryFn: ({ signal }) => answerOf(api.POST("/api/definitions/notice-preview", { body: JSON.parse(asked) as Api["PreviewNoticeRequest"], signal })),
    placeholderData: keepPreviousData,
    retry: false,
  });

  return (
    <Answer query={mail}>
      {({ subject, text }) => (
        <Letter label="El correo, como se leería" subject={subject} text={text} />
      )}
    </Answer>
  );
}

function wordsOf(state: InputState, roots: ReadonlySet<string>, facts: readonly Fact[]): string {
  if (state.kind === "value") return String(state.value);
  if (state.kind === "variable") return bracketed(state.name, facts);
  if (state.kind !== "expression") return "";
  const text = textOfFormula(state.text, roots);
  return text === null ? "[lo que dé la fórmula]" : text.replaceAll(/\{([^{}]+)\}/g, (_, path: string) => bracketed(path, facts));
}

const bracketed = (path: string, facts: readonly Fact[]) => `[${facts.find((fact) => fact.path === path)?.label ?? inWords(path.split(".").at(-1)!)}]`;
