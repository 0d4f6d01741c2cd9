namespace NetSpec.Compiler.Drawings;

/// <summary>Where a box lies in a picture, in pixels.</summary>
/// <param name="X">Of its middle.</param>
/// <param name="Y">Of its upper edge.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
/// <param name="Layer">Which row it stands in.</param>
internal readonly record struct SvgPlace(double X, double Y, double Width, double Height, int Layer)
{
    public double Left => X - (Width / 2);

    public double Right => X + (Width / 2);

    public double Bottom => Y + Height;
}
