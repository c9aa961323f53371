package io.github.reelay.conversation;

import io.github.reelay.policy.Caller;
import io.github.reelay.task.Requester;
import java.util.Locale;

/** Speaks to a person in their language. */
record Voice(Sentences sentences, Phrases phrases, Labels labels, Preferences preferences) {
  /** The speaker with the language they set, else the one their platform says. Asked once. */
  Speaker heard(Speaker speaker) {
    String set = preferences.of(speaker.person()).get("language");
    return speaker.speaking(
        Texts.spoken(set == null ? speaker.locale() : Locale.forLanguageTag(set)));
  }

  Locale language(Speaker speaker) {
    return Texts.spoken(speaker.locale());
  }

  Requester requester(Speaker speaker) {
    return new Requester(speaker.person(), speaker.name(), language(speaker));
  }

  static Caller caller(Speaker speaker) {
    return new Caller(speaker.person(), speaker.address(), speaker.roles());
  }

  Text text(Speaker speaker, String key, Object... args) {
    return sentences.of(language(speaker), key, args);
  }

  /** Something only the person needs to read. */
  Answer tell(Speaker speaker, String key, Object... args) {
    return tell(text(speaker, key, args));
  }

  static Answer tell(Text text) {
    return new Answer.Say(Message.of(text), true);
  }

  /** An acknowledgement of a press. */
  Answer note(Speaker speaker, String key, Object... args) {
    return new Answer.Noted(Message.of(text(speaker, key, args)));
  }
}
