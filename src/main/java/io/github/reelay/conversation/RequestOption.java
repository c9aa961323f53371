package io.github.reelay.conversation;

import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.option.OptionValues;
import io.github.reelay.task.option.VideoOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen about a video beside its prompt. Values are texts in their standard spelling
 * ({@code 8}, {@code 9:16}); {@link io.github.reelay.conversation.text.OptionReader} makes them of
 * what people type.
 */
public enum RequestOption implements Command.Option {
  MODEL("model"),
  DURATION("duration", "length", "seconds"),
  ASPECT("aspect", "ratio", "shape", "ar"),
  RESOLUTION("resolution", "res"),
  SOUND(VideoOption.SOUND, "audio"),
  NEGATIVE_PROMPT(VideoOption.NEGATIVE_PROMPT, "no", "negative-prompt"),
  SEED(VideoOption.SEED),
  WATERMARK(VideoOption.WATERMARK),
  ENHANCEMENT(VideoOption.ENHANCEMENT, "enhancement"),
  STYLE(VideoOption.STYLE),
  PICTURES(VideoOption.PICTURES);

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
  private final List<String> aliases;

  private final @Nullable VideoOption option;

  RequestOption(String word, String... aliases) {
    this.word = word;
    this.aliases = List.of(aliases);
    this.option = null;
  }

  RequestOption(VideoOption option, String... aliases) {
    this.word = option.word();
    this.aliases = List.of(aliases);
    this.option = option;
  }

  /** What only some models have; null for what each has in some way. */
  public @Nullable VideoOption option() {
    return option;
  }

  /** The kind of its values; null for those that have kinds of their own. */
  public VideoOption.@Nullable Type type() {
    return option == null ? null : option.type();
  }

  /** Whether a person can have a default for it: a seed, a text, pictures are for one video. */
  public boolean isSetting() {
    return this != PICTURES && type() != VideoOption.Type.NUMBER && type() != VideoOption.Type.TEXT;
  }

  /** Those a person can have a default for. */
  public static List<RequestOption> settings() {
    return Arrays.stream(values()).filter(RequestOption::isSetting).toList();
  }

  /** Its name in flags, fields and stored preferences: it must not change. */
  @Override
  public String word() {
    return word;
  }

  /** {@code --duration}. */
  public String flag() {
    return "--" + word;
  }

  public static Optional<RequestOption> ofWord(String word) {
    return Arrays.stream(values()).filter(option -> option.word.equals(word)).findFirst();
  }

  /** By its word or another name people try, in any case. */
  public static Optional<RequestOption> ofName(String typed) {
    String name = typed.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(option -> option.word.equals(name) || option.aliases.contains(name))
        .findFirst();
  }

  /** What is said about the options in fields of these names; blank ones are left out. */
  public static Map<RequestOption, String> fromFields(
      Function<String, @Nullable String> valueOfField) {
    Map<RequestOption, String> given = new EnumMap<>(RequestOption.class);
    for (RequestOption option : values()) {
      String value = valueOfField.apply(option.word);
      if (value != null && !value.isBlank()) {
        given.put(option, value.strip());
      }
    }
    return given;
  }

  /** The values a model has, in its own order. */
  public List<String> values(ModelInfo model) {
    return withAuto(List.of(model), typedValues(model)).toList();
  }

  /** A length that the model decides stands behind all others. */
  private Stream<String> withAuto(Collection<ModelInfo> models, Stream<?> values) {
    boolean auto =
        this == DURATION
            && models.stream().anyMatch(m -> m.options().containsKey(VideoOption.AUTO_LENGTH));
    return Stream.concat(
        values.map(Object::toString),
        auto ? Stream.of(VideoOption.AUTO_LENGTH.word()) : Stream.of());
  }

  /** The values any of the models has, in ascending order. */
  public List<String> sortedValues(Collection<ModelInfo> models) {
    return withAuto(models, models.stream().flatMap(this::typedValues).distinct().sorted())
        .toList();
  }

  private Stream<?> typedValues(ModelInfo model) {
    return switch (this) {
      case MODEL -> Stream.of(model.model());
      case DURATION -> model.durations().stream();
      case ASPECT -> model.aspects().stream();
      case RESOLUTION -> model.resolutions().stream();
      case SOUND, NEGATIVE_PROMPT, SEED, WATERMARK, ENHANCEMENT, STYLE, PICTURES ->
          valuesOf(model).listed().stream();
    };
  }

  /** What a request says about it; null if nothing. */
  public @Nullable String value(VideoRequest request) {
    return text(
        switch (this) {
          case MODEL -> request.model();
          case DURATION ->
              request.options().containsKey(VideoOption.AUTO_LENGTH)
                  ? VideoOption.AUTO_LENGTH.word()
                  : request.seconds();
          case ASPECT -> request.aspect();
          case RESOLUTION -> request.resolution();
          case SOUND, NEGATIVE_PROMPT, SEED, WATERMARK, ENHANCEMENT, STYLE, PICTURES ->
              request.options().get(videoOption());
        });
  }

  /** What was chosen for it; null if it cannot be chosen. */
  public @Nullable String value(Offer offer) {
    return text(
        switch (this) {
          case MODEL -> offer.model();
          case DURATION ->
              offer.options().containsKey(VideoOption.AUTO_LENGTH)
                  ? VideoOption.AUTO_LENGTH.word()
                  : offer.seconds();
          case ASPECT -> offer.aspect();
          case RESOLUTION -> offer.resolution();
          case SOUND, NEGATIVE_PROMPT, SEED, WATERMARK, ENHANCEMENT, STYLE, PICTURES ->
              offer.options().get(videoOption());
        });
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /**
   * The request with another value.
   *
   * @param value in its standard spelling; null leaves the choice to the bot
   */
  public VideoRequest set(VideoRequest request, @Nullable String value) {
    return switch (this) {
      case MODEL -> request.withModel(value);
      case DURATION -> {
        boolean auto = VideoOption.AUTO_LENGTH.word().equals(value);
        yield request
            .withSeconds(value == null || auto ? null : Integer.valueOf(value))
            .withOption(VideoOption.AUTO_LENGTH, auto ? VideoOption.ON : null);
      }
      case ASPECT ->
          request.withAspect(value == null ? null : AspectRatio.parse(value).orElseThrow());
      case RESOLUTION ->
          request.withResolution(value == null ? null : Resolution.parse(value).orElseThrow());
      case SOUND, NEGATIVE_PROMPT, SEED, WATERMARK, ENHANCEMENT, STYLE, PICTURES ->
          request.withOption(videoOption(), value);
    };
  }

  /**
   * The refusal of a value that could not even be read.
   *
   * @param model the request's model, to tell what it has; empty if it is unknown
   */
  public RequestCheck.Invalid refuse(String typed, Optional<ModelInfo> model) {
    return switch (this) {
      case MODEL -> new RequestCheck.UnknownModel(typed, List.of());
      case DURATION ->
          new RequestCheck.UnsupportedDuration(
              typed, model.map(ModelInfo::durations).orElse(List.of()));
      case ASPECT ->
          new RequestCheck.UnsupportedAspect(
              typed, model.map(ModelInfo::aspects).orElse(List.of()));
      case RESOLUTION ->
          new RequestCheck.UnsupportedResolution(
              typed, model.map(ModelInfo::resolutions).orElse(List.of()));
      case SOUND, NEGATIVE_PROMPT, SEED, WATERMARK, ENHANCEMENT, STYLE, PICTURES ->
          model
              .filter(known -> !known.options().containsKey(videoOption()))
              .<RequestCheck.Invalid>map(known ->
                  new RequestCheck.UnsupportedOption(
                      videoOption(), List.copyOf(known.options().keySet())))
              .orElseGet(() ->
                  new RequestCheck.UnsupportedOptionValue(
                      videoOption(),
                      typed,
                      model.map(this::valuesOf).orElseGet(() -> videoOption().anyValue())));
    };
  }

  private VideoOption videoOption() {
    return Objects.requireNonNull(option, word);
  }

  /** None for a model that has not the option. */
  private OptionValues valuesOf(ModelInfo model) {
    return Objects.requireNonNullElseGet(
        model.options().get(videoOption()), () -> new OptionValues.Listed(List.of(), null));
  }
}
