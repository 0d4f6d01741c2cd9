using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Chains;

/// <summary>
/// The support of a product of two factors where it is Kronecker-sparse again. Write the position of a value between the
/// factors in mixed radix: the first factor made the digits from place d to place b·d anew from all its inputs, and the
/// second sums over those from place d' to c'·d'. As long as the four places divide one another and the two ranges overlap
/// or touch, what either of them frees is one range of digits, and the support is a pattern.
/// </summary>
internal static class SupportProduct
{
    /// <param name="first">The factor that is applied first.</param>
    /// <param name="second">The factor that is applied to its result; widths meet.</param>
    /// <returns>The pattern of the product; null when it is none, or when places do not divide one another.</returns>
    public static KsPattern? Of(KsPattern first, KsPattern second)
    {
        var endsAbove = first.A % second.A == 0;
        var endsBelow = second.A % first.A == 0;
        var startsAbove = second.D % first.D == 0;
        var startsBelow = first.D % second.D == 0;
        return (endsAbove, startsBelow) switch
        {
            (true, true) => new(second.A, second.B, first.A / second.A * (first.D / second.D) * first.C, second.D),
            _ when endsBelow && startsAbove => new(first.A, second.A / first.A * (second.D / first.D) * second.B, first.C, first.D),
            _ when endsAbove && startsAbove && (long)first.B * first.D % second.D == 0 =>
                new(second.A, second.B * (second.D / first.D), first.A / second.A * first.C, first.D),
            _ when endsBelow && startsBelow && (long)second.C * second.D % first.D == 0 =>
                new(first.A, second.A / first.A * second.B, first.C * (first.D / second.D), second.D),
            _ => null,
        };
    }
}
