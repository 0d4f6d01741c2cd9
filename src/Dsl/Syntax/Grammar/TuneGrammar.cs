using System.Linq;
using Sprache;

namespace NetSpec.Dsl.Syntax.Grammar;

/// <summary>The line <c>tune</c>: a kernel, words, settings. Which words and settings there are is the binder's to say.</summary>
internal static class TuneGrammar
{
    private const string Words = "'fp32', 'fp16', 'batch_first', 'batch_last'";

    private const string Setting = "a setting such as tile=128x128x8";

    private static readonly Parser<Identifier> Word = Combinators.Provided(at => !Lookahead.IsNamedArgument(at), Tokens.AnyWord);

    private static readonly Parser<Argument> FirstSetting = Combinators.Provided(Lookahead.IsNamedArgument, StageGrammar.NamedArgument);

    /// <summary><c>tune ks(1, 768, 192, 2) fp32 batch_last tile=128x128x8 thread=8x8</c></summary>
    public static readonly Parser<TuneLine> Line =
        (from keyword in Tokens.AnyWord
         from kernel in StageGrammar.Kernel.Named("a kernel such as ks(1, 768, 192, 2)")
         from words in Word.Repeated()
         from first in FirstSetting.Named(words.Count < 2 ? Words + " or " + Setting : Setting)
         from others in FirstSetting.Repeated()
         select (kernel, words, settings: others.Prepend(first)))
        .Spanned((tuning, span) => new TuneLine(span, tuning.kernel, tuning.words.ToEquatableArray(), tuning.settings.ToEquatableArray()))
        .ToEnd("a setting or the end of the line");
}
