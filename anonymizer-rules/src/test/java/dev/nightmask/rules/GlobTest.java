package dev.nightmask.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GlobTest {
    @Test
    void starStandsForAnyCharactersNoneIncluded() {
        assertTrue(new Glob("audit.*").matches("audit.log"));
        assertTrue(new Glob("*_at").matches("_at"));
        assertTrue(new Glob("a*b*c").matches("a-b-b-c"));
        assertTrue(new Glob("*").matches(""));
    }

    @Test
    void everyOtherCharacterStandsForItself() {
        assertFalse(new Glob("audit.*").matches("auditXlog"));
        assertFalse(new Glob("users").matches("users2"));
        assertFalse(new Glob("a?c").matches("abc"));
    }

    @Test
    void exactKeyIsMoreSpecificThanAnyGlob() {
        assertEquals(Integer.MAX_VALUE, new Glob("id").specificity());
        assertTrue(new Glob("public.user*").specificity() > new Glob("public.*").specificity());
    }
}
