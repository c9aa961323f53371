package io.github.reelay.conversation.text;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.policy.AccessPolicy;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.EnumNames;
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

/** The texts of refusals: what is in the way, what would work, and when it frees up. */
public record RefusalTexts(UserTexts texts, ModelCatalogue catalogue) {
  private static final String LIMIT_KEY_PREFIX = "limit.";

  public RichText invalidRequest(
      Sender sender, VideoRequest request, RequestCheck.Invalid invalid) {
    return invalidRequest(
        sender, request, invalid.reason(), invalid.givenValue(), invalid.allowedValues());
  }

  public RichText invalidRequest(
      Sender sender,
      VideoRequest request,
      RequestCheck.Reason reason,
      String typed,
      List<String> allowed) {
    Locale language = texts.language(sender);
    String key = "wrong." + EnumNames.kebabCase(reason);
    List<String> worded =
        reason == RequestCheck.Reason.DURATION
            ? allowed.stream().map(value -> seconds(language, value)).toList()
            : allowed;
    String list = String.join(texts.localizer().plainText(language, "list.comma"), worded);
    return texts
        .localizer()
        .richText(
            language,
            list.isEmpty() && texts.localizer().bundles().has(key + ".none") ? key + ".none" : key,
            new Span.Untrusted(TextTruncation.singleLine(typed, 60)),
            list,
            new Span.Code(modelOf(request)),
            new Span.Code("/models"),
            new Span.Code("/video"));
  }

  private String seconds(Locale language, String value) {
    return Formats.parseSeconds(value).map(s -> texts.formats().seconds(language, s)).orElse(value);
  }

  /** The values a request's model has, for a value that could not even be read. */
  public List<String> allowedValues(VideoRequest request, RequestCheck.Reason reason) {
    return catalogue.model(modelOf(request)).stream()
        .flatMap(model ->
            switch (reason) {
              case DURATION -> model.durations().stream().map(String::valueOf);
              case ASPECT -> model.aspects().stream().map(AspectRatio::text);
              case RESOLUTION -> model.resolutions().stream().map(Resolution::text);
              default -> Stream.<String>empty();
            })
        .toList();
  }

  private String modelOf(VideoRequest request) {
    return Objects.requireNonNullElseGet(
        request.model(), () -> catalogue.defaultModel().orElse("?"));
  }

  public RichText limit(Sender sender, LimitRefusal refusal) {
    Locale language = texts.language(sender);
    RichText.Builder text =
        RichText.builder()
            .append(
                texts
                    .localizer()
                    .richText(
                        language,
                        LIMIT_KEY_PREFIX + EnumNames.kebabCase(refusal.limit()),
                        amount(language, refusal)))
            .plain(texts.localizer().plainText(language, "sentence.gap"));
    Instant frees = refusal.freesAt();
    return text.append(
            frees == null
                ? texts.localizer().richText(language, LIMIT_KEY_PREFIX + "operator-only")
                : texts
                    .localizer()
                    .richText(
                        language,
                        LIMIT_KEY_PREFIX + "frees",
                        texts.formats().timestamp(language, frees)))
        .build();
  }

  private String amount(Locale language, LimitRefusal refusal) {
    return switch (refusal.limit()) {
      case SPEND_PER_DAY_TOTAL, SPEND_PER_DAY_CHAT, SPEND_PER_DAY_PERSON, SPEND_PER_MONTH_TOTAL ->
          texts.formats().money(Money.of(refusal.allowed()));
      case COOL_DOWN, LONGEST_DURATION ->
          texts
              .formats()
              .exactDuration(
                  language, Duration.ofSeconds(Long.parseLong(refusal.allowed().replace("s", ""))));
      case TASKS_PER_DAY_PERSON, MODELS_ALLOWED -> refusal.allowed();
    };
  }

  /** Empty when access is granted. */
  @Nullable
  public RichText access(Sender sender, AccessPolicy.Verdict verdict) {
    return switch (verdict) {
      case GRANTED -> null;
      case UNKNOWN ->
          texts.text(
              sender, "access.unknown", new Span.Code(sender.destination().chat().toString()));
      case BANNED -> texts.text(sender, "access.banned");
      case PAUSED_EVERYWHERE -> texts.text(sender, "access.paused-everywhere");
      case PAUSED_HERE -> texts.text(sender, "access.paused-here");
    };
  }
}
