package io.github.reelay.conversation;

import io.github.reelay.conversation.Text.Span;
import io.github.reelay.policy.Access;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Money;
import io.github.reelay.task.Refusal;
import io.github.reelay.task.Request;
import io.github.reelay.task.Resolution;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says no: what is in the way, what would do, and when it frees up. */
record Refusals(Voice voice, ModelMenu menu) {
  private static final String LIMIT = "limit.";

  Text wrong(Speaker speaker, Request request, RequestCheck.Wrong wrong) {
    return wrong(speaker, request, wrong.reason(), wrong.typed(), wrong.allowed());
  }

  Text wrong(
      Speaker speaker,
      Request request,
      RequestCheck.Reason reason,
      String typed,
      List<String> allowed) {
    Locale language = voice.language(speaker);
    String key = "wrong." + word(reason);
    List<String> worded =
        reason == RequestCheck.Reason.DURATION
            ? allowed.stream().map(value -> seconds(language, value)).toList()
            : allowed;
    String list = String.join(voice.sentences().words(language, "list.comma"), worded);
    return voice
        .sentences()
        .of(
            language,
            list.isEmpty() && voice.sentences().texts().has(key + ".none") ? key + ".none" : key,
            new Span.Quoted(Clipped.line(typed, 60)),
            list,
            new Span.Code(modelOf(request)),
            new Span.Code("/models"),
            new Span.Code("/video"));
  }

  private String seconds(Locale language, String value) {
    return Wishes.seconds(value).map(s -> voice.phrases().seconds(language, s)).orElse(value);
  }

  /** The values a request's model has, for a value that could not even be read. */
  List<String> allowed(Request request, RequestCheck.Reason reason) {
    return menu.model(modelOf(request)).stream()
        .flatMap(card ->
            switch (reason) {
              case DURATION -> card.durations().stream().map(String::valueOf);
              case ASPECT -> card.aspects().stream().map(AspectRatio::text);
              case RESOLUTION -> card.resolutions().stream().map(Resolution::text);
              default -> Stream.<String>empty();
            })
        .toList();
  }

  private String modelOf(Request request) {
    return Objects.requireNonNullElseGet(request.model(), () -> menu.defaultModel().orElse("?"));
  }

  Text limit(Speaker speaker, Refusal refusal) {
    Locale language = voice.language(speaker);
    Text.Builder text =
        Text.build()
            .add(
                voice
                    .sentences()
                    .of(language, LIMIT + word(refusal.limit()), amount(language, refusal)))
            .words(voice.sentences().words(language, "sentence.gap"));
    Instant frees = refusal.freesAt();
    return text.add(
            frees == null
                ? voice.sentences().of(language, LIMIT + "operator-only")
                : voice
                    .sentences()
                    .of(language, LIMIT + "frees", voice.phrases().moment(language, frees)))
        .text();
  }

  private String amount(Locale language, Refusal refusal) {
    return switch (refusal.limit()) {
      case SPEND_PER_DAY_TOTAL, SPEND_PER_DAY_CHAT, SPEND_PER_DAY_PERSON, SPEND_PER_MONTH_TOTAL ->
          voice.phrases().money(Money.of(refusal.allowed()));
      case COOL_DOWN, LONGEST_DURATION ->
          voice
              .phrases()
              .exact(
                  language, Duration.ofSeconds(Long.parseLong(refusal.allowed().replace("s", ""))));
      case TASKS_PER_DAY_PERSON, MODELS_ALLOWED -> refusal.allowed();
    };
  }

  /** Empty when access is granted. */
  @Nullable Text access(Speaker speaker, Access.Verdict verdict) {
    return switch (verdict) {
      case GRANTED -> null;
      case UNKNOWN ->
          voice.text(speaker, "access.unknown", new Span.Code(speaker.address().chat().toString()));
      case BANNED -> voice.text(speaker, "access.banned");
      case PAUSED_EVERYWHERE -> voice.text(speaker, "access.paused-everywhere");
      case PAUSED_HERE -> voice.text(speaker, "access.paused-here");
    };
  }

  /** An enum constant as bundle keys write it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
