package io.github.reelay.discord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;

/** JSON as Discord sends it (API documentation v10), with as much as JDA reads. */
public final class DiscordJson {
  static final String BOT = "1000000000000000001";
  public static final String GUILD = "2000000000000000001";
  public static final String PERSON = "1001";

  /** View, send, embed, attach, history, threads. */
  static final long RIGHTS = 1L << 10 | 1L << 11 | 1L << 14 | 1L << 15 | 1L << 16 | 1L << 38;

  private static final ObjectMapper JSON = new ObjectMapper();

  private DiscordJson() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Single quotes for double ones keeps the samples readable. */
  static ObjectNode json(String text, Object... args) {
    return (ObjectNode) parse(text.replace('\'', '"').formatted(args));
  }

  static ObjectNode bot() {
    return user(BOT, "reelay").put("bot", true);
  }

  static ObjectNode user(String id, String name) {
    return json(
        "{'id':'%s','username':'%s','global_name':'%s','discriminator':'0','avatar':null}",
        id, name, name);
  }

  static ObjectNode app() {
    return json("{'id':'%s','name':'Reelay','flags':0}", BOT);
  }

  static ObjectNode gatewayBot(String url) {
    return json(
        "{'url':'%s','shards':1,'session_start_limit':{'total':1000,'remaining':999,"
            + "'reset_after':14400000,'max_concurrency':1}}",
        url);
  }

  static ObjectNode ready(String url) {
    ObjectNode ready =
        json(
            "{'v':10,'session_id':'s','resume_gateway_url':'%s','private_channels':[],"
                + "'guilds':[{'id':'%s','unavailable':true}],"
                + "'application':{'id':'%s','flags':0}}",
            url, GUILD, BOT);
    ready.set("user", bot());
    return ready;
  }

  static ObjectNode member(String id, String name) {
    ObjectNode member =
        json(
            "{'roles':[],'joined_at':'2024-01-01T00:00:00.000000+00:00','deaf':false,"
                + "'mute':false,'flags':0,'permissions':'%d'}",
            RIGHTS);
    member.set("user", id.equals(BOT) ? bot() : user(id, name));
    return member;
  }

  static ObjectNode guild() {
    ObjectNode guild =
        json(
            "{'id':'%s','name':'Guild','owner_id':'9','afk_timeout':300,'verification_level':0,"
                + "'default_message_notifications':0,'explicit_content_filter':0,'mfa_level':0,"
                + "'features':[],'emojis':[],'stickers':[],'premium_tier':0,"
                + "'preferred_locale':'en-US','nsfw_level':0,'system_channel_flags':0,"
                + "'joined_at':'2024-01-01T00:00:00.000000+00:00','large':false,"
                + "'unavailable':false,'member_count':2,'channels':[],'threads':[],"
                + "'voice_states':[],'guild_scheduled_events':[],'soundboard_sounds':[],"
                + "'stage_instances':[],'presences':[],'members':[],'roles':[{'id':'%s',"
                + "'name':'@everyone','permissions':'%d','position':0,'color':0,'hoist':false,"
                + "'colors':{'primary_color':0,'secondary_color':null,'tertiary_color':null},"
                + "'managed':false,'mentionable':false,'flags':0}]}",
            GUILD, GUILD, RIGHTS);
    guild.withArray("/members").add(member(BOT, "reelay"));
    return guild;
  }

  static ObjectNode channel(String id) {
    return json(
        "{'id':'%s','type':0,'guild_id':'%s','name':'c%s','position':0,"
            + "'permission_overwrites':[],'nsfw':false,'parent_id':null,'flags':0}",
        id, GUILD, id);
  }
}
