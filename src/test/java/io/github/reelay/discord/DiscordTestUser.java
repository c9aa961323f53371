package io.github.reelay.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person in the test server: each call sends the event of what they do and returns its token or
 * id.
 */
public final class DiscordTestUser {
  static final String FOREIGN = "2000000000000000777";

  private final DiscordTestServer discord;

  /** Where the next things happen, and in which language. */
  String channel = DiscordTestChannels.channel(0);

  String locale = "en-US";

  /** The person's own install, in a server the bot is no member of. */
  public boolean abroad;

  /** In a private thread that nobody has invited the bot to. */
  public boolean inPrivateThread;

  public DiscordTestUser(DiscordTestServer discord) {
    this.discord = discord;
  }

  public String slash(String name, Map<String, Object> options) {
    ObjectNode data = DiscordJson.json("{'id':'1','name':'%s','type':1}", name);
    ArrayNode all = data.putArray("options");
    options.forEach((option, value) -> all.add(option(option, value)));
    return interaction(2, data, null);
  }

  /**
   * A subcommand of {@code /admin}.
   *
   * @param path {@code ban}, {@code limits set}
   * @param options JSON of each: {@code {'name':'user','type':6,'value':'5'}}
   */
  String admin(String path, String... options) {
    return interaction(2, adminData(path, options), null);
  }

  /**
   * Types into a field of a subcommand of {@code /admin}; it is the option with {@code focused}.
   */
  String adminAutocomplete(String path, String... options) {
    return interaction(4, adminData(path, options), null);
  }

  private static ObjectNode adminData(String path, String... options) {
    ObjectNode data = DiscordJson.json("{'id':'1','name':'admin','type':1}");
    String[] names = path.split(" ");
    ArrayNode inner = data.putArray("options");
    for (int i = 0; i < names.length; i++) {
      ObjectNode part =
          DiscordJson.json("{'name':'%s','type':%d}", names[i], i + 1 < names.length ? 2 : 1);
      inner.add(part);
      inner = part.putArray("options");
    }
    for (String option : options) {
      inner.add(DiscordJson.json(option));
    }
    ObjectNode resolved = data.putObject("resolved");
    resolved.putObject("users").set("4242", DiscordJson.user("4242", "bea"));
    resolved
        .putObject("roles")
        .set(DiscordJson.BOT_ROLE, DiscordJson.guild().withArray("/roles").get(1));
    ObjectNode channel = DiscordJson.channel(DiscordTestChannels.channel(1));
    resolved
        .putObject("channels")
        .set(channel.path("id").asText(), channel.put("permissions", "0"));
    return data;
  }

  private static ObjectNode option(String name, Object value) {
    ObjectNode option = DiscordJson.object().put("name", name);
    return value instanceof Integer number
        ? option.put("type", 4).put("value", number)
        : option.put("type", 3).put("value", value.toString());
  }

  /** A slash command with an attachment in its option {@code image}. */
  String slashWithImage(String prompt, String url) {
    ObjectNode data = DiscordJson.json("{'id':'1','name':'video','type':1}");
    data.putArray("options")
        .add(option("prompt", prompt))
        .add(DiscordJson.json("{'name':'image','type':11,'value':'77'}"));
    data.putObject("resolved").putObject("attachments").set("77", attachment(url));
    return interaction(2, data, null);
  }

  /** A slash command with attachments in its options {@code image}, {@code image2}. */
  String slashWithImages(String prompt, String first, String second) {
    ObjectNode data = DiscordJson.json("{'id':'1','name':'video','type':1}");
    data.putArray("options")
        .add(option("prompt", prompt))
        .add(DiscordJson.json("{'name':'image2','type':11,'value':'78'}"))
        .add(DiscordJson.json("{'name':'image','type':11,'value':'77'}"));
    ObjectNode attachments = data.putObject("resolved").putObject("attachments");
    attachments.set("77", attachment(first));
    attachments.set("78", attachment(second).put("id", "78"));
    return interaction(2, data, null);
  }

  String autocomplete(String name, String option, String typed) {
    ObjectNode data = DiscordJson.json("{'id':'1','name':'%s','type':1}", name);
    data.putArray("options")
        .add(DiscordJson.json("{'name':'%s','type':3,'value':'%s','focused':true}", option, typed));
    return interaction(4, data, null);
  }

  String messageCommand(String name, ObjectNode target) {
    ObjectNode data =
        DiscordJson.json(
            "{'id':'1','name':'%s','type':3,'target_id':'%s'}", name, target.path("id").asText());
    data.putObject("resolved").putObject("messages").set(target.path("id").asText(), target);
    return interaction(2, data, null);
  }

  String press(String button, JsonNode on) {
    return interaction(
        3, DiscordJson.json("{'custom_id':'%s','component_type':2,'id':1}", button), on);
  }

  /** Chooses in a menu, which the bot has none of. */
  String select(String menu, JsonNode on, String chosen) {
    ObjectNode data = DiscordJson.json("{'custom_id':'%s','component_type':3,'id':1}", menu);
    data.putArray("values").add(chosen);
    return interaction(3, data, on);
  }

  String submit(String form, String prompt) {
    return submit(form, prompt, null);
  }

  /**
   * @param on the message whose button opened the form
   */
  String submit(String form, String prompt, @Nullable JsonNode on) {
    ObjectNode data = DiscordJson.json("{'custom_id':'%s'}", form);
    data.putArray("components")
        .add(
            DiscordJson.json(
                "{'type':18,'id':1,'component':{'type':4,'id':2,'custom_id':'prompt','value':'%s'}}",
                prompt));
    return interaction(5, data, on);
  }

  private String interaction(int type, ObjectNode data, @Nullable JsonNode message) {
    String id = discord.snowflake();
    String token = "token" + id;
    ObjectNode event =
        DiscordJson.json(
            "{'id':'%s','application_id':'%s','type':%d,'token':'%s','version':1,'locale':'%s',"
                + "'entitlements':[],'attachment_size_limit':20971520,'app_permissions':'0',"
                + "'channel_id':'%s','guild_locale':'en-US','context':0,"
                + "'authorizing_integration_owners':{'%s':'%s'}}",
            id,
            DiscordJson.BOT,
            type,
            token,
            locale,
            channel,
            abroad ? 1 : 0,
            abroad ? DiscordJson.PERSON : DiscordJson.GUILD);
    String guild = abroad ? FOREIGN : DiscordJson.GUILD;
    event.put("guild_id", guild);
    event.set("guild", DiscordJson.json("{'id':'%s','locale':'en-US','features':[]}", guild));
    ObjectNode place =
        inPrivateThread
            ? DiscordJson.thread(channel, 12, false)
            : channel.equals(DiscordTestChannels.THREAD)
                ? DiscordJson.thread(channel, 11, false)
                : DiscordJson.channel(channel);
    event.set("channel", place.put("permissions", "0").put("guild_id", guild));
    event.set("member", DiscordJson.member(DiscordJson.PERSON, "Ann"));
    event.set("data", data);
    String original = null;
    if (message != null) {
      event.set("message", message);
      original = message.path("id").asText();
    }
    discord.channels.issued(token, channel, original);
    discord.send("INTERACTION_CREATE", event);
    return token;
  }

  /** A message of a person as the gateway tells it. */
  ObjectNode message(String text) {
    ObjectNode message =
        DiscordTestChannels.json(
            new DiscordTestChannels.Message(
                discord.snowflake(), channel, DiscordJson.object(), java.util.List.of()));
    message.put("content", text).put("guild_id", DiscordJson.GUILD).put("channel_type", 0);
    message.set("author", DiscordJson.user(DiscordJson.PERSON, "Ann"));
    ObjectNode member = DiscordJson.member(DiscordJson.PERSON, "Ann");
    member.remove("user");
    message.set("member", member);
    return message;
  }

  static ObjectNode mentioning(ObjectNode message) {
    message.withArray("/mentions").add(DiscordJson.bot());
    return message;
  }

  /** What the list of names makes of a bot's name at times: its role. */
  static ObjectNode mentioningRole(ObjectNode message) {
    message.withArray("/mention_roles").add(DiscordJson.BOT_ROLE);
    return message;
  }

  /** A message that forwards another one with a picture. */
  static ObjectNode forwarding(ObjectNode message, String url) {
    message.set(
        "message_reference",
        DiscordJson.json("{'type':1,'message_id':'5','channel_id':'6','guild_id':'7'}"));
    ObjectNode forwarded =
        DiscordJson.json(
            "{'type':0,'content':'look','timestamp':'2026-11-20T08:00:00.000000+00:00',"
                + "'edited_timestamp':null,'mentions':[],'mention_roles':[],'attachments':[],"
                + "'embeds':[],'flags':0,'components':[]}");
    forwarded.withArray("/attachments").add(attachment(url));
    message.putArray("message_snapshots").addObject().set("message", forwarded);
    return message;
  }

  /** A message with a picture in an embed, as bots and links make them. */
  static ObjectNode withEmbed(ObjectNode message, String type, String field, String url) {
    ObjectNode embed = DiscordJson.json("{'type':'%s','url':'https://example.org/'}", type);
    embed.putObject(field).put("url", url).put("width", 9).put("height", 9);
    message.withArray("/embeds").add(embed);
    return message;
  }

  static ObjectNode withPicture(ObjectNode message, String url) {
    message.withArray("/attachments").add(attachment(url));
    return message;
  }

  static ObjectNode replying(ObjectNode message, ObjectNode to) {
    message.put("type", 19);
    message.set(
        "message_reference",
        DiscordJson.json(
            "{'type':0,'message_id':'%s','channel_id':'%s','guild_id':'%s'}",
            to.path("id").asText(), to.path("channel_id").asText(), DiscordJson.GUILD));
    message.set("referenced_message", to);
    return message;
  }

  /** In the person's direct chat with the bot. */
  static ObjectNode direct(ObjectNode message) {
    message.remove("guild_id");
    message.remove("member");
    return message.put("channel_id", DiscordTestChannels.DIRECT).put("channel_type", 1);
  }

  void say(ObjectNode message) {
    discord.send("MESSAGE_CREATE", message);
  }

  private static ObjectNode attachment(String url) {
    return DiscordJson.json(
        "{'id':'77','filename':'a.png','size':12,'content_type':'image/png','url':'%s',"
            + "'proxy_url':'%s'}",
        url, url);
  }
}
