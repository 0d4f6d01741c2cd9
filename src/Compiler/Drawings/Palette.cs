namespace NetSpec.Compiler.Drawings;

/// <summary>The colours of all drawings; light enough for black text.</summary>
internal static class Palette
{
    public const string Line = "#5b6770";

    public static string Fill(BoxKind kind) => kind switch
    {
        BoxKind.Port => "#e8eaed",
        BoxKind.Weights => "#d3e5f8",
        BoxKind.Pool => "#fbe3c6",
        BoxKind.Join => "#d9efd3",
        _ => "#f4f4f4",
    };
}
