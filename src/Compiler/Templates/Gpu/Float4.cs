namespace NetSpec.Gpu
{
    /// <summary>Four neighbouring floats: what a thread loads and stores at once.</summary>
    internal struct Float4
    {
        public float X;
        public float Y;
        public float Z;
        public float W;

        public Float4(float x, float y, float z, float w)
        {
            X = x;
            Y = y;
            Z = z;
            W = w;
        }
    }
}
