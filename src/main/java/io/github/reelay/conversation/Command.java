package io.github.reelay.conversation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a person can ask for by a command, the same in every chat. A new one is one constant here,
 * its case in {@link io.github.reelay.conversation.usecase.ConversationService#run}, and its words
 * in the bundles of the chats that show a menu.
 */
public enum Command {
  VIDEO(
      "video",
      Audience.EVERYBODY,
      join(
          List.of(
              Field.PROMPT,
              Field.IMAGE,
              Field.IMAGE_2,
              Field.IMAGE_3,
              Field.IMAGE_4,
              Field.PICTURE_LINK),
          List.of(RequestOption.values()))),
  REMIX("remix", Audience.EVERYBODY, List.of(Field.PROMPT, Field.SOURCE)),
  /** The next clip of a film. */
  CONTINUE("continue", Audience.EVERYBODY, List.of(Field.PROMPT, Field.SOURCE)),
  /** The running and recent tasks, or the clips of one film. */
  JOBS("jobs", Audience.EVERYBODY, List.of(Field.TASK)),
  MODELS("models", Audience.EVERYBODY),
  USAGE("usage", Audience.EVERYBODY),
  /** Shows a person's defaults, or with values changes them. */
  SETTINGS(
      "settings",
      Audience.EVERYBODY,
      join(RequestOption.settings(), List.of(Field.CONFIRM, Field.LANGUAGE))),
  HELP("help", Audience.EVERYBODY),
  /** What the bot is and keeps; as an answer to a posted video, how that was made. */
  ABOUT("about", Audience.EVERYBODY),
  /** As an answer to a posted video: hides it and tells the operator. */
  REPORT("report", Audience.EVERYBODY),
  /** Deletes what is kept about the person, except the ledger's sums. */
  FORGET("forget", Audience.ONE_PERSON),
  ADMIN("admin", Audience.MODERATORS, List.of(Field.LINE)),
  /** What Telegram sends when a person opens the chat. */
  START("start", Audience.NOBODY);

  /** Whom a menu offers it to. Rights are checked when it is run, whatever a menu shows. */
  public enum Audience {
    EVERYBODY,
    /** Where a chat has a menu of its own for one person alone; it is no business of a group. */
    ONE_PERSON,
    MODERATORS,
    /** It stands in no menu. */
    NOBODY
  }

  /** What can be said with a command. */
  public sealed interface Option permits RequestOption, Field {
    /** Its name in fields. */
    String word();
  }

  /** What can be said with a command beside the options of a video. */
  public enum Field implements Option {
    PROMPT("prompt"),
    /** The picture a video starts from. */
    IMAGE("image"),
    /** More pictures: the last frame, or references. */
    IMAGE_2("image2"),
    IMAGE_3("image3"),
    IMAGE_4("image4"),
    /** The address of a picture, in place of one that is attached. */
    PICTURE_LINK("picture"),
    /** The video a remix starts from. */
    SOURCE("video"),
    /** The number of a task, as lists show it: {@code #K3F9}. */
    TASK("id"),
    LANGUAGE("language"),
    /** Whether words alone show a card first, or make the video at once. */
    CONFIRM("confirm"),
    /** All words after {@code /admin}. */
    LINE("command");

    private final String word;

    Field(String word) {
      this.word = word;
    }

    @Override
    public String word() {
      return word;
    }
  }

  private final String word;
  private final Audience audience;

  @SuppressWarnings("ImmutableEnumChecker") // List.copyOf cannot be changed
  private final List<Option> options;

  Command(String word, Audience audience) {
    this(word, audience, List.of());
  }

  Command(String word, Audience audience, List<? extends Option> options) {
    this.word = word;
    this.audience = audience;
    this.options = List.copyOf(options);
  }

  private static List<Option> join(List<? extends Option> first, List<? extends Option> second) {
    return Stream.<Option>concat(first.stream(), second.stream()).toList();
  }

  /** What is typed, without the slash. */
  public String word() {
    return word;
  }

  public Audience audience() {
    return audience;
  }

  /** In the order a chat with fields shows them. */
  public List<Option> options() {
    return options;
  }

  /** Whether it orders a video; then the answer is for all to see, every other for the person. */
  public boolean ordersVideo() {
    return options.contains(Field.PROMPT);
  }

  public static Optional<Command> ofWord(String word) {
    return Arrays.stream(values()).filter(command -> command.word.equals(word)).findFirst();
  }
}
