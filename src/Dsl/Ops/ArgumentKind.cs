namespace NetSpec.Dsl.Ops;

/// <summary>What an argument of an op is.</summary>
internal enum ArgumentKind
{
    /// <summary><c>64</c>.</summary>
    Integer,

    /// <summary><c>3</c> or <c>3x5</c>: height and width.</summary>
    Extent,

    /// <summary><c>1</c>, <c>(1, 2)</c> for height and width, or <c>(top, left, bottom, right)</c>.</summary>
    Padding,

    /// <summary><c>1</c>, or <c>(1, 2)</c> for before and behind.</summary>
    Ends,

    /// <summary><c>1024</c>, <c>16x64</c> or <c>16x8x8</c>.</summary>
    Shape,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary><c>1e-5</c>.</summary>
    Number,
}
