namespace NetSpec.Gpu
{
    /// <summary>Four neighbouring halves: what a thread loads and stores at once.</summary>
    internal struct Half4
    {
        public global::ILGPU.Half X;
        public global::ILGPU.Half Y;
        public global::ILGPU.Half Z;
        public global::ILGPU.Half W;

        public Half4(float x, float y, float z, float w)
        {
            X = (global::ILGPU.Half)x;
            Y = (global::ILGPU.Half)y;
            Z = (global::ILGPU.Half)z;
            W = (global::ILGPU.Half)w;
        }
    }
}
