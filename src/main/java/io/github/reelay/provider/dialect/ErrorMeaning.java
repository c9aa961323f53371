package io.github.reelay.provider.dialect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The meaning of an error: what it is about, whichever call it answers. Decided by the HTTP status,
 * then by the relay's codes, then by its words, because the same status stands for many things
 * (docs/facts.md, "Relays: errors inside answers").
 *
 * <p>Patterns here look at a text of bounded length, and every gap in them is bounded, so that
 * nothing a relay writes can cost more than its length.
 */
enum ErrorMeaning {
  /** The prompt, the picture or the result is against the content rules. */
  CONTENT,
  /** The account, or this key's share of it, is empty. */
  BALANCE,
  /** The key is refused; the account is closed, suspended, not verified. */
  ACCOUNT,
  /** This model cannot be had: unknown, switched off, without a channel, not for this key. */
  MODEL,
  /** Too much at once; only where a dialect's file says so, as the status says it elsewhere. */
  BUSY,
  /** What may be asked for in a day is used up, though there is money; by a dialect's file, too. */
  DAY_QUOTA,
  /** Somebody behind the relay is in trouble; it says nothing about the request. */
  UPSTREAM,
  /** None of these. */
  OTHER;

  /** A pattern and what it means; the first that is found decides. */
  private record Sign(ErrorMeaning meaning, Pattern pattern) {
    static Sign of(ErrorMeaning meaning, String... alternatives) {
      return new Sign(
          meaning, Pattern.compile(String.join("|", alternatives), Pattern.CASE_INSENSITIVE));
    }
  }

  /** Looked for in codes and types of which only letters and digits are left, in lower case. */
  private static final List<Sign> CODES =
      List.of(
          // A gateway's own key at a maker, not ours at the gateway.
          Sign.of(MODEL, "channel(noavailablekey|invalidkey|modelmapped)|noavailablechannel"),
          Sign.of(
              ACCOUNT,
              "accessterminated",
              "(account|organization|user)(deactivated|suspended|disabled|locked|banned|closed)",
              "(invalid|incorrect)(api)?key",
              "apikey(invalid|expired|disabled)",
              "autherror|authenticationerror|unauthorized"),
          Sign.of(
              BALANCE,
              "insufficient(user|account)?(quota|balance|credit|fund)",
              "paymentrequired|arrearage|overdue|billing|outofcredit|creditsexhausted",
              "(quota|balance)notenough|preconsumetokenquotafailed"),
          Sign.of(
              MODEL,
              "model(not(found|exist|open|allowed|available)|doesnotexist|accessdenied)",
              "model(retired|removed|deprecated|discontinued|decommissioned|offline)",
              "(nosuch|unknown)model"),
          Sign.of(
              CONTENT,
              "moderation|sensitive|safety|nsfw|unsafe|violationfee|promptblocked",
              "content(policy|filter|violat|reject|block)|policyviolation|prohibitedcontent",
              "riskdetection|datainspection|responsibleai"));

  /** Codes of gateways about the call they made themselves. */
  private static final Sign HEARSAY =
      Sign.of(
          UPSTREAM, "upstream|dorequestfailed|failtofetchtask|readresponsebodyfailed|badresponse");

  private static final Sign TROUBLE =
      Sign.of(
          UPSTREAM,
          "badgateway|servererror|internalerror|serviceunavailable|timeout|overloaded|serverbusy");

  /**
   * A model's name, perhaps, between the word and what is said about it; possessive, so that it is
   * tried once from each place.
   */
  private static final String NAME = "(\\W{0,4}[\\w./:-]{1,150}+)?\\W{0,4}";

  private static final List<Sign> WORDS =
      List.of(
          Sign.of(
              BALANCE,
              "insufficient.{0,20}(balance|quota|credit|fund)",
              "(balance|quota|credits?|resource pack).{0,20}(not enough|insufficient|exhausted"
                  + "|depleted|used up|too low)",
              "exhausted balance|payment.?required|exceeded your current quota|in arrears",
              "(out of|not enough) (balance|quota|credit|fund)|please (top.?up|recharge)",
              "(余额|额度|配额|点数|积分).{0,12}(不足|不够|用尽|用完|耗尽)|预扣费.{0,6}失败",
              "欠费|请.{0,4}充值"),
          // Before content: the account was closed for what it did, not for this prompt.
          Sign.of(
              ACCOUNT,
              "(access|account|organi[sz]ation|user) (was|has been|is) (terminated|suspended"
                  + "|deactivated|disabled|banned|blocked|locked|restricted|flagged)",
              "api.?key.{0,20}(not valid|invalid|incorrect|expired)|(invalid|incorrect) api.?key",
              "verify your account|实名|(认证|资质).{0,4}(审核|未通过|失败)",
              "账[号户](.{0,8}(审核|封|禁|冻结|停用|异常|受限)|[因存在涉嫌已有]{0,4}违规)",
              "密钥.{0,6}(无效|错误|过期|失效)"),
          Sign.of(
              MODEL,
              "model"
                  + NAME
                  + "(is |was |has been |does |do )?(not found|not exist|retired|removed|deprecated"
                  + "|discontinued|decommissioned|shut ?down|no longer (available|offered|served))",
              "(no such|unknown|retired) model|model_not_found|not a valid model",
              "no available (channel|account|provider|endpoint)|无可用(渠道|通道|账号)",
              "模型" + NAME + "(不存在|已下线|已下架|已停用)",
              "(no|not have|without) (access|permission)( to| for)?( use)? (the |this )?model",
              "(not (allowed|authorized|permitted)|verified) to (use|access) (the |this )?model",
              "无权.{0,6}(访问|使用).{0,6}模型|未开通.{0,6}模型|模型" + NAME + "(暂)?未开通"),
          Sign.of(
              CONTENT,
              "moderat(ion|ed)|guardrail|nsfw|risk.?control|new_sensitive|responsible ai",
              "usage (guideline|polic)|safety.{0,3}(system|check|filter|guideline|polic)",
              "content.{0,20}(polic|filter|reject|exists risk)|safety reasons",
              "(real|recogni[sz]able) (person|people|face)|celebrit|public figure|likeness",
              "(prompt|image|picture|video|audio|text|content|input|output).{0,60}(violat"
                  + "|sensitive|prohibited|inappropriate|unsafe|copyright|flagged|blocked)",
              "(提示词|图片|内容|视频|音频|输入|输出).{0,30}(违规|敏感|违禁|不合规|版权|真人|未通过|不通过)",
              "风控|涉黄|色情|肖像|名人|公众人物|内容安全|安全策略|(敏感|违规|违禁)(词|内容|信息)"));

  /** Words that speak of content unless they speak of an account: not with a 401 or a 403. */
  private static final Sign CONTENT_BY_TONE =
      Sign.of(
          CONTENT,
          "prohibited|flagged|violat(e|ion)|sensitive|safety|blocked|inappropriate|copyright",
          "违规|敏感|违禁|审核|不合规|真人");

  /** What a 403 is about that says no more: one that names the model lets other models in. */
  private static final List<Sign> DENIALS =
      List.of(
          Sign.of(MODEL, "this (resource|endpoint)|\\bmodels?\\b|模型"),
          Sign.of(BALANCE, "quota|balance|credits|余额|额度"));

  /** With a 404 these are about the model itself, with a 400 about what was asked of it. */
  private static final Sign ABSENCE =
      Sign.of(
          MODEL,
          "model" + NAME + "(is )?(not (supported|available)|unavailable)",
          "模型" + NAME + "(不支持|不可用)");

  /** Words of somebody who could not ask further; what became of the call, nobody knows. */
  private static final Sign HEARSAY_WORDS =
      Sign.of(
          UPSTREAM,
          "upstream|\\bEOF\\b|connection|(connect|reset).{0,20}(error|before)|time?d?.?out",
          "上游|超时");

  /** Words of somebody who could not look: they are no word about the task. */
  private static final Sign TROUBLE_WORDS =
      Sign.of(
          UPSTREAM,
          "upstream|connection|(request|gateway|connect|read).{0,12}time?d?.?out|database",
          "internal (server )?error|service.{0,20}unavailable|channel|busy|overloaded",
          "too many requests|rate.?limit|上游|繁忙|稍后|请求超时|暂时不可用");

  /** What the error of a call is about. */
  static ErrorMeaning of(ProviderError error) {
    if (error.status() == 402) {
      return BALANCE;
    }
    return first(CODES, plain(error.codes()))
        .or(() -> first(WORDS, error.words()))
        .orElseGet(() ->
            switch (error.status()) {
              case 401 -> ACCOUNT;
              case 403 -> first(DENIALS, error.words()).orElse(ACCOUNT);
              case 404 -> first(List.of(ABSENCE), error.words()).orElseGet(() -> byTone(error));
              default -> byTone(error);
            });
  }

  private static ErrorMeaning byTone(ProviderError error) {
    return first(List.of(CONTENT_BY_TONE), error.words())
        .or(() -> first(List.of(HEARSAY, TROUBLE), plain(error.codes())))
        .or(() -> first(List.of(TROUBLE_WORDS), error.words()))
        .orElse(OTHER);
  }

  /** Whether a gateway tells of the call it made itself: what became of that, nobody knows. */
  static boolean isHearsay(ProviderError error) {
    return first(List.of(HEARSAY), plain(error.codes()))
        .or(() -> first(List.of(HEARSAY_WORDS), error.words()))
        .isPresent();
  }

  private static Optional<ErrorMeaning> first(List<Sign> signs, String text) {
    return signs.stream()
        .filter(sign -> sign.pattern.matcher(text).find())
        .map(Sign::meaning)
        .findFirst();
  }

  /** {@code InputText.Sensitive_Content} is {@code inputtextsensitivecontent}. */
  private static String plain(String codes) {
    return String.join(
        " ",
        Arrays.stream(codes.toLowerCase(Locale.ROOT).split("\\s+"))
            .map(code -> code.replaceAll("[^a-z0-9]", ""))
            .toList());
  }
}
