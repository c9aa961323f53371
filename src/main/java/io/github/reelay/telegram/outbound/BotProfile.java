package io.github.reelay.telegram.outbound;

import io.github.reelay.conversation.EventInbox;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.telegram.api.BotApi;
import io.github.reelay.telegram.api.TelegramResult;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.description.GetMyDescription;
import org.telegram.telegrambots.meta.api.methods.description.GetMyShortDescription;
import org.telegram.telegrambots.meta.api.methods.description.SetMyDescription;
import org.telegram.telegrambots.meta.api.methods.description.SetMyShortDescription;
import org.telegram.telegrambots.meta.api.methods.menubutton.GetChatMenuButton;
import org.telegram.telegrambots.meta.api.methods.menubutton.SetChatMenuButton;
import org.telegram.telegrambots.meta.api.objects.description.BotDescription;
import org.telegram.telegrambots.meta.api.objects.description.BotShortDescription;
import org.telegram.telegrambots.meta.api.objects.menubutton.MenuButton;
import org.telegram.telegrambots.meta.api.objects.menubutton.MenuButtonCommands;

/**
 * What people read before they press Start: the bot's descriptions in each language, and the menu
 * button. Set only where it would change something, and never over what the operator has written at
 * BotFather.
 */
public final class BotProfile {
  private static final Logger log = LoggerFactory.getLogger(BotProfile.class);

  private final BotApi api;
  private final MessageTexts texts;
  private final EventInbox bookmarks;

  /**
   * @param bookmarks where it is kept what was set before
   */
  public BotProfile(BotApi api, MessageTexts texts, EventInbox bookmarks) {
    this.api = api;
    this.texts = texts;
    this.bookmarks = bookmarks;
  }

  /** Best effort: without it everything still works. */
  public void update() {
    for (Locale language : texts.languages()) {
      update(
          language,
          "telegram.description",
          code -> api.call(new GetMyDescription(code)),
          BotDescription::getDescription,
          (words, code) -> api.call(new SetMyDescription(words, code)));
      update(
          language,
          "telegram.short-description",
          code -> api.call(new GetMyShortDescription(code)),
          BotShortDescription::getShortDescription,
          (words, code) -> api.call(new SetMyShortDescription(words, code)));
    }
    updateMenuButton();
  }

  private <T> void update(
      Locale language,
      String key,
      Function<@Nullable String, TelegramResult<T>> get,
      Function<T, @Nullable String> words,
      BiFunction<String, @Nullable String, TelegramResult<Boolean>> set) {
    String wanted = texts.text(language, key);
    if (!(get.apply(languageCode(language)) instanceof TelegramResult.Done<T>(T found))) {
      return;
    }
    String current = Optional.ofNullable(words.apply(found)).orElse("");
    if (current.equals(wanted) || !isOurs(current, key, language)) {
      return;
    }
    TelegramResult<Boolean> result = set.apply(wanted, languageCode(language));
    if (result instanceof TelegramResult.Done<Boolean>) {
      bookmarks.bookmark(bookmark(key, language), wanted);
    } else {
      log.atWarn().log("The bot's {} was not set, people see the old one: {}", key, result);
    }
  }

  /** Where a language has none, Telegram may answer with the default one. */
  private boolean isOurs(String current, String key, Locale language) {
    return current.isEmpty()
        || current.equals(texts.text(Locale.ENGLISH, key))
        || bookmarks.bookmark(bookmark(key, language)).filter(current::equals).isPresent()
        || bookmarks.bookmark(bookmark(key, Locale.ENGLISH)).filter(current::equals).isPresent();
  }

  private static String bookmark(String key, Locale language) {
    return key + ":" + language.toLanguageTag();
  }

  /** A button that the operator made, such as one of an app, stays. */
  private void updateMenuButton() {
    if (api.call(new GetChatMenuButton())
            instanceof TelegramResult.Done<MenuButton>(MenuButton button)
        && button.getType().equals("default")) {
      TelegramResult<Boolean> result =
          api.call(SetChatMenuButton.builder().menuButton(new MenuButtonCommands()).build());
      if (!(result instanceof TelegramResult.Done<Boolean>)) {
        log.atWarn().log("The menu button was not set: {}", result);
      }
    }
  }

  /** English is for everybody whose language has none of its own. */
  static @Nullable String languageCode(Locale language) {
    return language.equals(Locale.ENGLISH) ? null : language.getLanguage();
  }
}
