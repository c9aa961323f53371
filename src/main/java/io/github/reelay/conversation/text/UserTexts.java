package io.github.reelay.conversation.text;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.PreferenceStore;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.policy.Caller;
import io.github.reelay.task.ref.Requester;
import java.util.Locale;

/** The texts for one person, in their language. */
public record UserTexts(
    Localizer localizer, Formats formats, ButtonLabels labels, PreferenceStore preferences) {
  /** The sender with the language they set, else the one their platform says. Asked once. */
  public Sender withPreferredLanguage(Sender sender) {
    String set = preferences.load(sender.person()).get("language");
    return sender.withLocale(
        localizer
            .bundles()
            .supportedLanguage(set == null ? sender.locale() : Locale.forLanguageTag(set)));
  }

  public TimeTexts times() {
    return new TimeTexts(localizer, formats);
  }

  public Locale language(Sender sender) {
    return localizer.bundles().supportedLanguage(sender.locale());
  }

  /** The language in which the sender's client lists commands; where it is not known, their own. */
  private Locale clientLanguage(Sender sender) {
    Locale client = sender.client();
    return client == null ? language(sender) : localizer.bundles().supportedLanguage(client);
  }

  public Requester requester(Sender sender) {
    return new Requester(sender.person(), sender.name(), language(sender));
  }

  public static Caller caller(Sender sender) {
    return new Caller(sender.person(), sender.destination(), sender.roles());
  }

  public RichText text(Sender sender, String key, Object... args) {
    return localizer.richText(language(sender), clientLanguage(sender), key, args);
  }

  public RichText text(Locale language, String key, Object... args) {
    return localizer.richText(language, key, args);
  }

  public String plainText(Sender sender, String key, Object... args) {
    return plainText(language(sender), key, args);
  }

  public String plainText(Locale language, String key, Object... args) {
    return localizer.plainText(language, key, args);
  }

  /** A command to type, as the sender's client lists it. */
  public RichText.Span.Command command(Sender sender, String line) {
    return localizer.command(clientLanguage(sender), line);
  }

  /** Something only the person needs to read. */
  public Answer reply(Sender sender, String key, Object... args) {
    return reply(text(sender, key, args));
  }

  /** The same, where a command was not carried out. */
  public Answer refuse(Sender sender, String key, Object... args) {
    return new Answer.Reply(Message.of(text(sender, key, args)), true, true);
  }

  public static Answer reply(RichText text) {
    return new Answer.Reply(Message.of(text), true);
  }

  /** An acknowledgement of a press. */
  public Answer acknowledge(Sender sender, String key, Object... args) {
    return new Answer.Acknowledge(Message.of(text(sender, key, args)));
  }
}
