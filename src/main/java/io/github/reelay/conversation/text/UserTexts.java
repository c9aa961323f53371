package io.github.reelay.conversation.text;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.PreferenceStore;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.policy.Caller;
import io.github.reelay.task.ref.Requester;
import java.util.Locale;

/** Speaks to a person in their language. */
public record UserTexts(
    Localizer sentences, Formats phrases, ButtonLabels labels, PreferenceStore preferences) {
  /** The speaker with the language they set, else the one their platform says. Asked once. */
  public Sender heard(Sender speaker) {
    String set = preferences.of(speaker.person()).get("language");
    return speaker.speaking(
        MessageBundles.spoken(set == null ? speaker.locale() : Locale.forLanguageTag(set)));
  }

  public Locale language(Sender speaker) {
    return MessageBundles.spoken(speaker.locale());
  }

  public Requester requester(Sender speaker) {
    return new Requester(speaker.person(), speaker.name(), language(speaker));
  }

  public static Caller caller(Sender speaker) {
    return new Caller(speaker.person(), speaker.address(), speaker.roles());
  }

  public RichText text(Sender speaker, String key, Object... args) {
    return sentences.of(language(speaker), key, args);
  }

  /** Something only the person needs to read. */
  public Answer tell(Sender speaker, String key, Object... args) {
    return tell(text(speaker, key, args));
  }

  public static Answer tell(RichText text) {
    return new Answer.Say(Message.of(text), true);
  }

  /** An acknowledgement of a press. */
  public Answer note(Sender speaker, String key, Object... args) {
    return new Answer.Noted(Message.of(text(speaker, key, args)));
  }
}
