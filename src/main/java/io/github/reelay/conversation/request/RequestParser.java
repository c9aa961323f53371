package io.github.reelay.conversation.request;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.conversation.PreferenceStore;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.OptionReader;
import io.github.reelay.conversation.text.RefusalTexts;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.option.VideoOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A parser of what somebody wrote into a request, with their own defaults where they said nothing.
 */
public final class RequestParser {

  private final ModelCatalogue catalogue;
  private final PreferenceStore preferences;
  private final UserTexts texts;
  private final RefusalTexts refusalTexts;
  private final OptionReader reader;
  private final OptionParser optionParser;

  public RequestParser(
      ModelCatalogue catalogue,
      PreferenceStore preferences,
      UserTexts texts,
      RefusalTexts refusalTexts) {
    this.catalogue = catalogue;
    this.preferences = preferences;
    this.texts = texts;
    this.refusalTexts = refusalTexts;
    this.reader = new OptionReader(texts.localizer().bundles());
    this.optionParser = new OptionParser(reader);
  }

  /** The result of parsing. */
  public sealed interface ParseResult {
    record Parsed(VideoRequest request) implements ParseResult {}

    record Invalid(RequestRefusal refusal) implements ParseResult {}
  }

  /**
   * @param source what it starts from; null for a new video
   */
  public ParseResult parse(
      Sender sender, RequestInput input, RequestKind kind, @Nullable TaskId source) {
    VideoRequest nothingChosen = VideoRequest.of(kind, "", source).withPictures(input.images());
    return parse(sender, input, nothingChosen, source == null);
  }

  /** Other words for a request; what was chosen stays where they say nothing about it. */
  public ParseResult reword(Sender sender, RequestInput input, VideoRequest original) {
    // Of pictures that waited for words nothing was chosen yet.
    return parse(sender, input, original, original.prompt().isEmpty());
  }

  private ParseResult parse(
      Sender sender, RequestInput input, VideoRequest base, boolean withDefaults) {
    Map<RequestOption, String> values = new EnumMap<>(RequestOption.class);
    String prompt = input.text();
    if (input.flagsInText()) {
      switch (optionParser.parse(input.text())) {
        case OptionParser.ParseResult.Parsed(String rest, Map<RequestOption, String> found) -> {
          prompt = rest;
          values.putAll(found);
        }
        case OptionParser.ParseResult.UnknownOption(String flag) -> {
          return invalid(
              sender,
              "option.unknown",
              new Span.Code(flag),
              new Span.Code(
                  Arrays.stream(RequestOption.values())
                      .map(RequestOption::flag)
                      .collect(Collectors.joining(" "))));
        }
        case OptionParser.ParseResult.MissingValue(String flag) -> {
          return invalid(sender, "option.bare", new Span.Code(flag));
        }
        case OptionParser.ParseResult.OpenQuote(String flag) -> {
          return invalid(sender, "option.open-quote", new Span.Code(flag));
        }
      }
    }
    values.putAll(input.options());
    values.computeIfPresent(RequestOption.MODEL, (_, typed) -> modelName(typed));
    String clean = PromptSanitizer.sanitize(prompt);
    VideoRequest request =
        base.withPrompt(clean).withModel(values.getOrDefault(RequestOption.MODEL, base.model()));
    if (clean.isEmpty()) {
      RequestCheck.Invalid empty = new RequestCheck.PromptEmpty();
      return new ParseResult.Invalid(
          RequestRefusal.of(refusalTexts.invalidRequest(sender, request, empty)));
    }
    return withValues(sender, request, values, withDefaults);
  }

  private ParseResult withValues(
      Sender sender,
      VideoRequest request,
      Map<RequestOption, String> values,
      boolean withDefaults) {
    VideoRequest filled = request;
    RequestCheck.Invalid unreadable = null;
    for (Map.Entry<RequestOption, String> given : values.entrySet()) {
      RequestOption option = given.getKey();
      Optional<String> value =
          reader.read(
              option,
              option.type() == VideoOption.Type.TEXT
                  ? PromptSanitizer.sanitize(given.getValue())
                  : given.getValue());
      if (value.isPresent()) {
        filled = option.set(filled, value.get());
      } else if (unreadable == null) {
        unreadable = option.refuse(given.getValue(), modelOf(request));
      }
    }
    VideoRequest whole =
        withDefaults ? withDefaults(filled, preferences.load(sender.person())) : filled;
    return unreadable == null
        ? new ParseResult.Parsed(whole)
        : new ParseResult.Invalid(
            new RequestRefusal(
                refusalTexts.invalidRequest(sender, request, unreadable), whole, unreadable));
  }

  private Optional<ModelInfo> modelOf(VideoRequest request) {
    return Optional.ofNullable(request.model())
        .or(catalogue::defaultModel)
        .flatMap(catalogue::model);
  }

  /** A default that does not fit what was asked for is left out; only what was said is refused. */
  private VideoRequest withDefaults(VideoRequest original, Map<String, String> defaults) {
    VideoRequest request = original;
    for (RequestOption option : RequestOption.values()) {
      String set = defaults.get(option.word());
      Optional<String> value = set == null ? Optional.empty() : reader.read(option, set);
      if (value.isPresent() && option.value(original) == null) {
        VideoRequest changed = option.set(request, value.get());
        request = isUnfit(catalogue.check(changed, null)) ? request : changed;
      }
    }
    return request;
  }

  /** A model that cannot be had is not unfit, it is refused: what comes instead might cost more. */
  private static boolean isUnfit(RequestCheck check) {
    return check instanceof RequestCheck.Invalid
        && !(check instanceof RequestCheck.RetiredModel)
        && !(check instanceof RequestCheck.UnknownModel);
  }

  /** A model's name in any case. */
  private String modelName(String typed) {
    return catalogue.models().stream()
        .map(ModelInfo::model)
        .filter(name -> name.equalsIgnoreCase(typed))
        .findFirst()
        .orElse(typed);
  }

  private ParseResult invalid(Sender sender, String key, Object... args) {
    return new ParseResult.Invalid(RequestRefusal.of(texts.text(sender, key, args)));
  }
}
