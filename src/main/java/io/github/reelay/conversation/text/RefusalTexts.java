package io.github.reelay.conversation.text;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.policy.AccessPolicy;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.LimitRefusal;
import io.github.reelay.task.Money;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.VideoRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says no: what is in the way, what would do, and when it frees up. */
public record RefusalTexts(UserTexts voice, ModelCatalogue menu) {
  private static final String LIMIT = "limit.";

  public RichText wrong(Sender speaker, VideoRequest request, RequestCheck.Wrong wrong) {
    return wrong(speaker, request, wrong.reason(), wrong.typed(), wrong.allowed());
  }

  public RichText wrong(
      Sender speaker,
      VideoRequest request,
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
            new Span.Quoted(TextTruncation.line(typed, 60)),
            list,
            new Span.Code(modelOf(request)),
            new Span.Code("/models"),
            new Span.Code("/video"));
  }

  private String seconds(Locale language, String value) {
    return Formats.parseSeconds(value).map(s -> voice.phrases().seconds(language, s)).orElse(value);
  }

  /** The values a request's model has, for a value that could not even be read. */
  public List<String> allowed(VideoRequest request, RequestCheck.Reason reason) {
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

  private String modelOf(VideoRequest request) {
    return Objects.requireNonNullElseGet(request.model(), () -> menu.defaultModel().orElse("?"));
  }

  public RichText limit(Sender speaker, LimitRefusal refusal) {
    Locale language = voice.language(speaker);
    RichText.Builder text =
        RichText.build()
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

  private String amount(Locale language, LimitRefusal refusal) {
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
  @Nullable
  public RichText access(Sender speaker, AccessPolicy.Verdict verdict) {
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
