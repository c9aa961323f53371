package io.github.reelay.conversation.text;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.policy.AccessPolicy;
import io.github.reelay.task.DurationParser;
import io.github.reelay.task.EnumNames;
import io.github.reelay.task.LimitRefusal;
import io.github.reelay.task.Money;
import io.github.reelay.task.VideoRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The texts of refusals: what is in the way, what would work, and when it frees up. */
public record RefusalTexts(UserTexts texts, ModelCatalogue catalogue) {
  private static final String LIMIT_KEY_PREFIX = "limit.";

  public RichText invalidRequest(
      Sender sender, VideoRequest request, RequestCheck.Invalid invalid) {
    Locale language = texts.language(sender);
    InvalidRequestText words =
        InvalidRequestText.of(
            invalid,
            seconds -> texts.formats().seconds(language, seconds),
            new OptionNames(texts.localizer().bundles(), language));
    return texts.text(
        language,
        words.messageKey(texts.localizer().bundles()),
        new Span.Untrusted(TextTruncation.singleLine(words.given(), 60)),
        String.join(texts.plainText(language, "list.comma"), words.allowed()),
        new Span.Code(modelOf(request)),
        texts.command(sender, "models"),
        texts.command(sender, "video"),
        words.option());
  }

  private String modelOf(VideoRequest request) {
    return Objects.requireNonNullElseGet(
        request.model(), () -> catalogue.defaultModel().orElse("?"));
  }

  public RichText limit(Sender sender, LimitRefusal refusal) {
    Locale language = texts.language(sender);
    Instant frees = refusal.freesAt();
    String limit = LIMIT_KEY_PREFIX + EnumNames.kebabCase(refusal.limit());
    return RichText.builder()
        .append(texts.text(language, limit, amount(language, refusal)))
        .plain(texts.plainText(language, "sentence.gap"))
        .append(
            frees == null
                ? texts.text(language, LIMIT_KEY_PREFIX + "operator-only")
                : texts.text(
                    language,
                    LIMIT_KEY_PREFIX + "frees",
                    texts.formats().timestamp(language, frees)))
        .build();
  }

  private String amount(Locale language, LimitRefusal refusal) {
    return switch (refusal.limit()) {
      case SPEND_PER_DAY_TOTAL, SPEND_PER_DAY_CHAT, SPEND_PER_DAY_PERSON, SPEND_PER_MONTH_TOTAL ->
          texts.formats().limit(language, Money.of(refusal.allowed()));
      case COOL_DOWN, LONGEST_DURATION ->
          texts
              .formats()
              .exactDuration(
                  language, DurationParser.STANDARD.parse(refusal.allowed()).orElseThrow());
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
