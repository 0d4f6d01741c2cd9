namespace NetSpec.Dsl.Ops;

/// <summary>An argument that an op takes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Min">The least value, of each part of an extent or padding.</param>
/// <param name="Max">The greatest value.</param>
/// <param name="Default">What it is when it is left out, for messages; null when it must be given, empty when it may be left out.</param>
/// <param name="Word">A word that it may be instead, such as <c>same</c>; null when there is none.</param>
internal sealed record ArgumentSpec(string Name, ArgumentKind Kind, long Min, long Max, string? Default, string? Word = null)
{
    /// <summary>Beyond any kernel, stride or padding in use; small enough that no sum of them overflows.</summary>
    private const int MaxGeometry = 1 << 16;

    public static ArgumentSpec Kernel { get; } = new("kernel", ArgumentKind.Extent, 1, MaxGeometry, null);

    public static ArgumentSpec Dilation { get; } = new("dilation", ArgumentKind.Extent, 1, MaxGeometry, "1");

    public static ArgumentSpec Pad { get; } = new("pad", ArgumentKind.Padding, 0, MaxGeometry, "0");

    /// <summary>Padding in numbers, or <c>same</c>: as much as gives each stride a window.</summary>
    public static ArgumentSpec PadOrSame { get; } = Pad with { Word = "same" };

    /// <summary>The kernel of an op along a length.</summary>
    public static ArgumentSpec Taps { get; } = new("kernel", ArgumentKind.Integer, 1, MaxGeometry, null);

    /// <summary>Padding before and behind a length in numbers, or <c>same</c>.</summary>
    public static ArgumentSpec EndsOrSame { get; } = new("pad", ArgumentKind.Ends, 0, MaxGeometry, "0", "same");

    public static ArgumentSpec Groups { get; } = Count("groups", "1");

    public static ArgumentSpec Bias { get; } = Flag("bias", "true");

    public bool IsRequired => Default is null;

    /// <summary>Whether it may be given by its position, as those that are required may.</summary>
    public bool HasPosition { get; init; } = Default is null;

    public static ArgumentSpec Stride(string standard) => new("stride", ArgumentKind.Extent, 1, MaxGeometry, standard);

    /// <summary>The stride or dilation of an op along a length, or another number of places there.</summary>
    public static ArgumentSpec Step(string name, string standard) => new(name, ArgumentKind.Integer, 1, MaxGeometry, standard);

    public static ArgumentSpec Count(string name, string? standard = null) => new(name, ArgumentKind.Integer, 1, Rules.MaxSize, standard);

    public static ArgumentSpec Flag(string name, string standard) => new(name, ArgumentKind.Flag, 0, 1, standard);

    /// <summary>A number between 0 and 1.</summary>
    public static ArgumentSpec Fraction(string name, string standard) => new(name, ArgumentKind.Number, 0, 1, standard);

    /// <summary>Any number of moderate size.</summary>
    public static ArgumentSpec Real(string name, string? standard = null, long min = -Rules.MaxSize) =>
        new(name, ArgumentKind.Number, min, Rules.MaxSize, standard);

    /// <summary>As the usage of an op shows it: <c>stride=1</c>.</summary>
    public override string ToString() => string.IsNullOrEmpty(Default) ? Name : Name + "=" + Default;
}
