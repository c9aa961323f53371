package io.github.reelay.conversation;

import java.util.Arrays;

/**
 * What a button does when it is pressed. A new one is one constant here, its label in the bundles
 * and its case in {@link io.github.reelay.conversation.usecase.ConversationService}.
 */
public enum ButtonAction {
  /** Confirms a card: the draft becomes a task. */
  GENERATE("generate"),
  /** Makes a cheap draft video of a card first; its label says for what price. */
  DRAFT("draft", "card.draft"),
  DISCARD("discard"),
  CANCEL("cancel"),
  REMIX("remix"),
  /** The next clip of the film that ends with a video. */
  CONTINUE("continue"),
  /** Shows the last clip of a film alone. */
  CLIP("clip"),
  /** Asks whether the last clip of a film is to go; nothing is deleted yet. */
  UNDO("undo"),
  UNDO_NOW("undo-now", "button.undo"),
  /** The words of a card, a failed request or a video come back to be changed: a new card. */
  EDIT("edit"),
  /** Orders the video that a draft is of; its label says for what price. */
  FOR_REAL("for-real"),
  /** The same request once more. */
  AGAIN("again"),
  /** Asks whether it is meant; nothing is deleted yet. */
  DELETE("delete"),
  DELETE_NOW("delete-now", "button.delete"),
  /** Takes the question away. */
  KEEP("keep"),
  /** Hides a posted video and tells the operator. */
  REPORT("report"),
  /** Delivers a kept video after all. */
  FETCH("fetch"),
  /** Shows the card of what a refusal offers instead; its label says which value it changes. */
  MEND("mend", "mend.make"),
  /** Keeps a request that a limit refused, for a card when that frees up; its label says when. */
  LATER("later"),
  /** A new task beside one whose answer was lost. */
  TRY_ANYWAY("try-anyway"),
  /**
   * Steps a card to the next model; the label tells the value. Its id is the option's word, as of
   * those below.
   */
  MODEL("model", "card.model"),
  DURATION("duration", "card.duration"),
  ASPECT("aspect", "card.aspect"),
  RESOLUTION("resolution", "card.resolution"),
  SOUND("sound", "card.sound"),
  WATERMARK("watermark", "card.watermark"),
  ENHANCEMENT("enhance", "card.enhance"),
  STYLE("style", "card.style"),
  PICTURES("pictures", "card.pictures"),
  /** An operator's ruling on an UNCONFIRMED task. */
  CHARGED("charged"),
  NOT_CHARGED("not-charged"),
  RETRY_DELIVERY("retry-delivery"),
  /** Turns to another page of the tasks that need a hand; the target is its number. */
  TASKS_PREVIOUS("tasks-previous", "button.previous"),
  TASKS_NEXT("tasks-next", "button.next"),
  /** Shows the card of an example; the target is {@link #HERE}, as of the next one. */
  EXAMPLE("example"),
  SHOW_HELP("show-help"),
  /** Asks the operator to let this place or person in; the target is {@link #HERE}. */
  ASK_ACCESS("ask-access"),
  /** An operator's answer to that; the target is who or what asks. */
  LET_IN("let-in"),
  IGNORE("ignore"),
  /** A button of another version of the program: answered as stale, never put under a message. */
  UNKNOWN("unknown");

  /** The target of a button that is about the place it is pressed in. */
  public static final String HERE = "here";

  private final String wireId;
  private final String labelKey;

  ButtonAction(String wireId) {
    this(wireId, "button." + wireId);
  }

  ButtonAction(String wireId, String labelKey) {
    this.wireId = wireId;
    this.labelKey = labelKey;
  }

  /** What stands on the wire. Buttons live for ever in chats: it must not change. */
  public String wireId() {
    return wireId;
  }

  /** The label's key in the bundles. */
  public String labelKey() {
    return labelKey;
  }

  /** Whether a press can order a video, which needs a place to post the result. */
  public boolean mayOrder() {
    return switch (this) {
      case GENERATE, DRAFT, FOR_REAL, REMIX, CONTINUE, AGAIN, TRY_ANYWAY -> true;
      case DISCARD,
          CANCEL,
          DELETE,
          DELETE_NOW,
          KEEP,
          CLIP,
          UNDO,
          UNDO_NOW,
          REPORT,
          EDIT,
          MEND,
          LATER,
          FETCH,
          MODEL,
          DURATION,
          ASPECT,
          RESOLUTION,
          SOUND,
          WATERMARK,
          ENHANCEMENT,
          STYLE,
          PICTURES,
          CHARGED,
          NOT_CHARGED,
          RETRY_DELIVERY,
          TASKS_PREVIOUS,
          TASKS_NEXT,
          EXAMPLE,
          SHOW_HELP,
          ASK_ACCESS,
          LET_IN,
          IGNORE,
          UNKNOWN ->
          false;
    };
  }

  /** Whether a press needs words: without them it asks for some. */
  public boolean asksForPrompt() {
    return this == REMIX || this == CONTINUE || this == EDIT;
  }

  /** {@link #UNKNOWN} for an id that is none of ours. */
  public static ButtonAction ofWireId(String wireId) {
    return Arrays.stream(values())
        .filter(action -> action.wireId.equals(wireId))
        .findFirst()
        .orElse(UNKNOWN);
  }
}
