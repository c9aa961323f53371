package io.github.reelay.conversation.text;

import io.github.reelay.policy.BudgetAlerts;
import io.github.reelay.task.Money;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What the operator reads of a budget.
 *
 * @param language the operator's
 */
public record BudgetTexts(UserTexts texts, Supplier<Locale> language)
    implements BudgetAlerts.Texts {
  @Override
  public String spent(Money spent, Money budget) {
    return texts.plainText(language.get(), "budget.spent", limit(spent), limit(budget));
  }

  @Override
  public String noRoom(Money budget) {
    return texts.plainText(language.get(), "budget.no-room", limit(budget));
  }

  private String limit(Money amount) {
    return texts.formats().limit(language.get(), amount);
  }
}
