package dev.nightmask.mask;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/// 256 harmless English words of three to six lower-case letters, so that one byte of a keyed hash picks one.
final class Words {
    /// The length of the longest word.
    static final int LONGEST = 6;

    private static final byte[][] ALL = Stream.of("""
            acorn alder aloe amber ample anise apple arch ash aspen aster autumn azure badge bagel bamboo
            banjo barley basil basin basket beach beacon bead beaver beech bell berry birch bison blue bobbin
            bottle bowl branch brass bread breeze brick bridge bright brook brown brush bucket bugle bulb butter
            button cabin cable cactus canal candle canoe canvas canyon caper carrot castle cedar cello chalk cherry
            chess chime cinder circle citrus clay cliff clock cloud clover coast cobalt cocoa comet copper coral
            cotton cove crane crater cream creek crest crow crown cumin curry cymbal dahlia daisy dale dawn
            delta dew dill dome dove drum dune eagle early easel east echo elder elm ember fable
            falcon fawn fennel fern ferry fiddle field fig finch fir flame flax flint flute fog forest
            fossil fox frost garden garlic garnet gate geyser ginger glade glass globe gold goose grain grape
            grass gravel green grove gull hail hamlet harbor harp hawk hazel heath hedge herb heron hill
            hollow honey horn lupin lynx magnet maize mango maple marble marsh meadow melon mesa mill mint
            mirror mist moon moor moss moth muffin myrtle nectar nest nickel north nutmeg oak oasis oat
            ocean olive onyx opal orange orchid otter owl oxbow oyster paddle palm paper pear pebble pepper
            pillow pine plain planet plum pollen pond poplar poppy prism quail quartz quill quilt rain raven
            reed reef ribbon ridge river robin rocket rose ruby sage sail salmon sand silver sky slate
            snow spruce star stone summit sun swan teal thyme tide tulip velvet violet walnut willow winter
            """.strip().split("\\s+"))
            .map(word -> word.getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

    private Words() {}

    /// The word that a byte stands for, whatever its sign; not to be changed.
    static byte[] at(byte index) {
        return ALL[index & 0xff];
    }
}
