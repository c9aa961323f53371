package io.github.reelay.conversation.usecase;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.CommandInput;
import io.github.reelay.conversation.PreferenceStore;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.OptionNames;
import io.github.reelay.conversation.text.OptionReader;
import io.github.reelay.conversation.text.SettingsLine;
import io.github.reelay.conversation.text.TextTruncation;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.task.option.VideoOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code /settings}: a person's own defaults, checked when they are set. */
record UserSettings(ModelCatalogue catalogue, PreferenceStore preferences, UserTexts texts) {
  private static final String CONFIRM = Command.Field.CONFIRM.word();

  private static final List<String> SETTING_NAMES =
      Stream.concat(
              RequestOption.settings().stream().map(RequestOption::word),
              Stream.of(CONFIRM, "language"))
          .toList();

  private static final Set<String> RESET_VALUES = Set.of("", "off", "none", "default", "auto");

  /** To be switched off is a value of its own. */
  private static final Set<String> SWITCH_RESET_VALUES = Set.of("", "default", "auto");

  /**
   * @param originalSender as the platform knows the person; the language may be what changes
   */
  Answer change(Sender originalSender, CommandInput input) {
    Sender sender = texts.withPreferredLanguage(originalSender);
    Optional<Map<String, String>> line = SettingsLine.parse(input.request().text());
    if (line.isEmpty()) {
      return texts.refuse(
          sender,
          "settings.usage",
          texts.command(
              sender,
              "settings model sora-2 duration 8 aspect 9:16 language "
                  + texts.language(sender).getLanguage()));
    }
    Map<String, String> values = input.values().isEmpty() ? line.get() : input.values();
    if (values.isEmpty()) {
      return show(sender, "settings.title");
    }
    Map<String, String> kept = new TreeMap<>(preferences.load(sender.person()));
    for (Map.Entry<String, String> entry : values.entrySet()) {
      String name = entry.getKey().strip().toLowerCase(Locale.ROOT);
      String typed = entry.getValue().strip();
      if (!SETTING_NAMES.contains(name)) {
        return texts.refuse(
            sender,
            "settings.unknown",
            new Span.Untrusted(TextTruncation.singleLine(name, 40)),
            new Span.Code(String.join(" ", SETTING_NAMES)));
      }
      if (resetValues(name).contains(typed.toLowerCase(Locale.ROOT))) {
        kept.remove(name);
        continue;
      }
      Optional<String> value = validValue(name, typed, kept);
      if (value.isEmpty()) {
        return texts.refuse(
            sender,
            "settings.wrong",
            new Span.Untrusted(TextTruncation.singleLine(typed, 40)),
            texts.text(sender, "settings." + name),
            String.join(
                texts.plainText(texts.language(sender), "list.comma"),
                allowedValues(name, kept).stream().map(names(sender)::value).toList()),
            new Span.Code("default"));
      }
      kept.put(name, value.get());
    }
    preferences.save(sender.person(), kept);
    return show(texts.withPreferredLanguage(originalSender), "settings.saved");
  }

  /** Whether words alone show a card first; only who said otherwise gets a video at once. */
  boolean wantsCard(Sender sender) {
    return !VideoOption.OFF.equals(preferences.load(sender.person()).get(CONFIRM));
  }

  private static Set<String> resetValues(String name) {
    return name.equals(CONFIRM)
            || RequestOption.ofWord(name).map(RequestOption::type).orElse(null)
                == VideoOption.Type.SWITCH
        ? SWITCH_RESET_VALUES
        : RESET_VALUES;
  }

  private OptionNames names(Sender sender) {
    return new OptionNames(texts.localizer().bundles(), texts.language(sender));
  }

  private Optional<String> validValue(String name, String typed, Map<String, String> kept) {
    OptionReader reader = new OptionReader(texts.localizer().bundles());
    String wanted =
        RequestOption.ofWord(name)
            .map(option -> reader.read(option, typed).orElse(typed))
            .or(() -> name.equals(CONFIRM) ? reader.readSwitch(typed) : Optional.empty())
            .orElseGet(() -> typed.replace('_', '-'));
    List<String> allowed = allowedValues(name, kept);
    return allowed.stream()
        .filter(value -> value.equalsIgnoreCase(wanted))
        .findFirst()
        .or(() -> name.equals("language") ? language(wanted) : Optional.empty());
  }

  /** {@code zh} is as good as {@code zh-CN}, and so is the language's own name. */
  private Optional<String> language(String wanted) {
    return texts.localizer().bundles().languages().stream()
        .filter(l ->
            l.getLanguage().equalsIgnoreCase(wanted)
                || l.getDisplayLanguage(l).equalsIgnoreCase(wanted)
                || l.getDisplayLanguage(Locale.ENGLISH).equalsIgnoreCase(wanted))
        .map(Locale::toLanguageTag)
        .findFirst();
  }

  /** The values of the model that is set, or of all models. */
  private List<String> allowedValues(String name, Map<String, String> kept) {
    if (name.equals(CONFIRM)) {
      return List.of(VideoOption.ON, VideoOption.OFF);
    }
    String model = kept.get(RequestOption.MODEL.word());
    List<ModelInfo> models =
        catalogue.models().stream()
            .filter(modelInfo -> model == null || modelInfo.model().equals(model))
            .toList();
    return RequestOption.ofWord(name)
        .map(option ->
            option == RequestOption.MODEL
                ? catalogue.models().stream().map(ModelInfo::model).distinct().toList()
                : option.sortedValues(models))
        .orElseGet(() ->
            texts.localizer().bundles().languages().stream().map(Locale::toLanguageTag).toList());
  }

  private Answer show(Sender sender, String title) {
    Map<String, String> kept = preferences.load(sender.person());
    RichText.Builder text = RichText.builder().append(texts.text(sender, title));
    for (String name : SETTING_NAMES) {
      String value = kept.get(name);
      text.newLine()
          .append(texts.text(sender, "settings." + name))
          .plain(texts.plainText(sender, "sentence.colon"));
      if (value == null) {
        text.append(texts.text(sender, "settings.unset"));
      } else {
        text.code(names(sender).value(value));
      }
    }
    return UserTexts.reply(text.newLine().append(texts.text(sender, "settings.how")).build());
  }
}
