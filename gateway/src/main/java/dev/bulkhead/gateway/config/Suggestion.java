package dev.bulkhead.gateway.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Guesses what somebody meant. */
final class Suggestion {
    /** No longer word is like one of ours, and comparing takes as much memory as both lengths multiplied. */
    private static final int LONGEST = 100;

    private Suggestion() {}

    /** {@return a question with the most similar of the candidates, or a list of them if none is similar; empty if there are none} */
    static String of(String wrong, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate -> Math.max(wrong.length(), candidate.length()) <= LONGEST)
                .filter(candidate -> distance(wrong, candidate) <= Math.max(1, wrong.length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(wrong, candidate)))
                .map(best -> "; did you mean \"" + best + "\"?")
                .orElseGet(() -> listOf(candidates));
    }

    private static String listOf(Collection<String> candidates) {
        return candidates.isEmpty()
                ? ""
                : "; there " + (candidates.size() == 1 ? "is " : "are ") + String.join(", ", candidates);
    }

    /** The number of letters to change, insert, remove or swap with the next. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
