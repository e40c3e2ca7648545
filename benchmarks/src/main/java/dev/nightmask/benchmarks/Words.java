package dev.nightmask.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.IntStream;

/// What values are put together from. All of it made up; the same in every run.
///
/// The vocabulary is built from syllables: 2000 words, the short ones first, as in a language. Text drawn from it
/// shrinks under zlib's level 1 to about what real prose shrinks to.
final class Words {
    static final byte[][] FIRST_NAMES = list("Ada Akira Aisha Anton Bea Bruno Carmen Chen Dana Diego Elif Emil Fatima "
            + "Femi Greta Hana Hugo Ines Ivan Jonas Kaya Kofi Lena Liam Malik Mei Nadia Noah Olga Omar Petra Quinn "
            + "Rosa Samir Sofia Tariq Tomasz Uma Viktor Wanda Ximena Yusuf Zara Zoë Jürgen Renée");
    static final byte[][] LAST_NAMES = list("Abbas Acosta Adeyemi Becker Blanc Castro Derby Dubois Eriksen Farouk "
            + "Fischer Garcia Haddad Hansen Ibarra Ivanova Jansen Kim Kovacs Kowalski Laurent Lindqvist Mbeki "
            + "Moreau Nakamura Novak Okafor Olsen Petrov Quispe Rossi Sato Schmidt Silva Tanaka Usman Varga Wagner "
            + "Weber Xu Yilmaz Zhang Müller Núñez");
    static final byte[][] CITIES = list("Accra Bergen Berlin Bogota Bristol Cairo Cork Dakar Delft Fez Gdansk Ghent "
            + "Graz Hanoi Izmir Kyoto Lagos Leeds Lille Lima Lyon Malaga Nairobi Oslo Padua Porto Quito Riga Salta "
            + "Seoul Sofia Tampere Turin Uppsala Utrecht Valencia Varna Wroclaw Zürich");
    static final byte[][] COUNTRIES =
            list("AR AT BE BG CH CO DE DK EC EG ES FI FR GB GH IE IT JP KE KR MA NG NL NO PE PL PT SE SN TR VN");
    static final byte[][] STREETS = list("Street Road Lane Avenue Square Hill Gate Row Quay Terrace");
    static final byte[][] JOBS = list("Accountant Analyst Architect Baker Carpenter Chemist Dentist Designer Editor "
            + "Electrician Engineer Farmer Gardener Librarian Mechanic Nurse Painter Pilot Plumber Teacher");
    static final byte[][] MAIL_HOSTS = list("moss-mail.test castle-mail.test family.test private.test post.example");
    static final byte[][] THEMES = list("dark light system contrast");
    static final byte[][] LANGUAGES = list("de en es fr it ja nl pl pt tr");
    static final byte[][] STATES = list("new paid packed shipped delivered returned");

    private static final String[] SYLLABLES = ("a be ci do en fa go hi in jo ka le mo nu or pa qui re si ta un ve wi "
                    + "xo ya ze ter ing com per dis est ran mal lor den")
            .split(" ");

    static final byte[][] VOCABULARY =
            IntStream.range(0, 2_000).mapToObj(Words::word).map(RowText::ascii).toArray(byte[][]::new);

    /// The days from 1940 to 2025.
    static final byte[][] DAYS = LocalDate.of(1940, 1, 1)
            .datesUntil(LocalDate.of(2026, 1, 1))
            .map(LocalDate::toString)
            .map(RowText::ascii)
            .toArray(byte[][]::new);

    private Words() {}

    private static byte[][] list(String words) {
        return Arrays.stream(words.split(" "))
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    private static String word(int number) {
        StringBuilder word = new StringBuilder();
        int rest = number;
        do {
            word.append(SYLLABLES[rest % SYLLABLES.length]);
            rest = rest / SYLLABLES.length;
        } while (rest > 0);
        return word.toString();
    }
}
